package dev.limner.generator.generations;

import java.util.ArrayList;
import java.util.List;

import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.generator.serving.LoadedModel;
import dev.limner.generator.serving.Samplers;
import dev.limner.images.Picture;
import dev.limner.models.PictureShape;
import dev.limner.models.editing.Editor;

/** What work has in common that a model does to pictures: it holds the model, and knows its classes and its shape. */
abstract class EditWork implements Work {
    final Editor editor;
    final LoadedModel model;
    final PictureShape shape;
    private final Samplers.Lease lease;
    private final Provenance provenance;

    /**
     * @param lease closed with the work
     * @throws dev.limner.contracts.problems.ProblemException (unsupported operation) where the family cannot
     */
    EditWork(GenerationCommand.Request request, RequestPictures pictures, Samplers.Lease lease, String limner) {
        this.lease = lease;
        this.model = lease.model();
        this.editor = ModelPicture.editor(model, request.operation());
        this.shape = model.sampler().shape();
        this.provenance = Provenance.of(request, pictures.digests(), limner).by(model.manifest());
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    /** By a search for codes or a flow's steps: never within the handling of a request. */
    @Override
    public boolean quick() {
        return false;
    }

    /** A class index, −1 where none is named. */
    final int label(String label) {
        return label == null ? -1 : Labels.of(label, model.manifest().classes()).index(0);
    }

    final List<Made> made(List<byte[]> painted, String label) {
        List<Made> made = new ArrayList<>();
        painted.forEach(pixels -> made.add(new Made(
                new Picture(shape.channels(), shape.height(), shape.width(), pixels), label)));
        return made;
    }

    /** A class's name; null for −1. */
    final String name(int label) {
        return label < 0 ? null : model.manifest().classes().get(label);
    }

    @Override
    public void close() {
        lease.close();
    }
}
