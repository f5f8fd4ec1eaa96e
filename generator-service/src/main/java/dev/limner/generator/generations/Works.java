package dev.limner.generator.generations;

import java.util.Map;
import java.util.function.Function;

import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.OperationCommand;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.generator.serving.Models;
import dev.limner.generator.serving.Samplers;
import dev.limner.jobs.Jobs;
import dev.limner.store.ObjectStore;

/** Turns requests into work: one line for each operation. */
final class Works {
    /** Pixels that a request's pictures may have together to be looked at while it is handled. */
    private static final long LIGHT_PIXELS = 1 << 20;

    private final Models models;
    private final PictureSource pictures;
    private final String limner;

    /**
     * @param limner the program's version, which is part of each picture's provenance
     */
    Works(Jobs jobs, Models models, ObjectStore objects, String limner) {
        this.models = models;
        this.pictures = new PictureSource(jobs, objects);
        this.limner = limner;
    }

    /**
     * The pictures that come with a request; none with a sample.
     *
     * @throws ProblemException naming what is not there
     */
    RequestPictures pictures(GenerationCommand.Request request) {
        return request instanceof OperationCommand operation
                ? pictures.of(operation)
                : new RequestPictures(Map.of());
    }

    /** Whether a request's pictures are small enough to be decoded while it is handled. */
    static boolean light(RequestPictures pictures) {
        return pictures.pixels() <= LIGHT_PIXELS;
    }

    /**
     * What a request asks for, ready to be made; to be closed.
     *
     * @param model the model it names, or the checkpoint that this was resolved to; null where it names none
     * @throws ProblemException (unknown model, invalid field, unreadable picture …) where it cannot be made
     */
    Work of(GenerationCommand.Request request, ModelReference model, RequestPictures inputs) {
        if (request instanceof GenerationCommand.Sample sample) {
            return leased(model, lease -> new SampleWork(sample, lease, limner));
        }
        if (request instanceof OperationCommand.Texture texture) {
            return new TextureWork(texture, inputs, limner);
        }
        if (request instanceof OperationCommand.Cutout cutout) {
            return new CutoutWork(cutout, inputs, limner);
        }
        if (request instanceof OperationCommand.Vary vary) {
            return leased(model, lease -> new VaryWork(vary, inputs, lease, limner));
        }
        if (request instanceof OperationCommand.Interpolate interpolate) {
            return leased(model, lease -> new InterpolateWork(interpolate, inputs, lease, limner));
        }
        OperationCommand.Repair repair = (OperationCommand.Repair) request;
        return model == null
                ? new FillWork(repair, inputs, limner)
                : leased(model, lease -> new RepairWork(repair, inputs, lease, limner));
    }

    private Work leased(ModelReference model, Function<Samplers.Lease, Work> make) {
        Samplers.Lease lease = models.lease(model);
        try {
            return make.apply(lease);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }
}
