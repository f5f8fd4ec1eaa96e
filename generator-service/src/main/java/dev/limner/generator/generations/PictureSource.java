package dev.limner.generator.generations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.limner.contracts.Limits;
import dev.limner.contracts.messages.InputPicture;
import dev.limner.contracts.messages.OperationCommand;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.jobs.Job;
import dev.limner.jobs.JobState;
import dev.limner.jobs.Jobs;
import dev.limner.store.NoSuchObjectException;
import dev.limner.store.ObjectStore;
import dev.limner.store.Sha256;
import dev.limner.store.results.ArchiveIndex;

/** Fetches the pictures that a request names: out of itself, from the uploads, or from an earlier generation's archive. */
final class PictureSource {
    private static final String GATEWAY = "send it again with POST /v1/uploads";

    private final Jobs jobs;
    private final ObjectStore objects;

    PictureSource(Jobs jobs, ObjectStore objects) {
        this.jobs = jobs;
        this.objects = objects;
    }

    /**
     * All pictures of a request.
     *
     * @throws ProblemException (unknown upload, unknown job, invalid field) naming what is not there
     */
    RequestPictures of(OperationCommand request) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        request.inputs().forEach((field, input) -> files.put(field, bytes(field, input)));
        return new RequestPictures(files);
    }

    private byte[] bytes(String field, InputPicture input) {
        if (input instanceof InputPicture.Inline inline) {
            return inline.bytes();
        }
        return input instanceof InputPicture.Upload upload
                ? uploaded(field, upload)
                : generated(field, (InputPicture.Generated) input);
    }

    private byte[] uploaded(String field, InputPicture.Upload upload) {
        try {
            byte[] bytes = objects.get(upload.key());
            String digest = Sha256.hex(bytes);
            if (!digest.equals(upload.sha256())) {
                throw new ProblemException(ProblemType.CORRUPT_OBJECT, "the object '%s' has SHA-256 %s; %s"
                        .formatted(upload.key(), digest, GATEWAY));
            }
            return bytes;
        } catch (NoSuchObjectException e) {
            throw new ProblemException(ProblemType.UNKNOWN_UPLOAD,
                    "%s: there is no '%s' (any more: uploads are kept for %d hours); %s".formatted(field,
                            upload.written(), Limits.UPLOAD_HOURS, GATEWAY),
                    e);
        }
    }

    private byte[] generated(String field, InputPicture.Generated input) {
        String archive = archive(field, input);
        ArchiveIndex.Place place = ArchiveIndex.read(objects, archive).places().get("%05d.png".formatted(input
                .index()));
        if (place == null) {
            throw ProblemException.invalidField(field + ".index",
                    "generation '%s' has no picture %d".formatted(input.generation(), input.index()));
        }
        return objects.range(archive, place.offset(), place.length());
    }

    /**
     * Where a generation's result lies. One that has a row names its epoch; one without lies under its manifest's digest,
     * and twice only where a redelivery found another checkpoint: then nobody here knows which of the two was told first.
     */
    private String archive(String field, InputPicture.Generated input) {
        String folder = "generations/%s/".formatted(input.generation());
        Job job = jobs.find(input.generation()).orElse(null);
        if (job != null && job.state() != JobState.SUCCEEDED) {
            throw ProblemException.invalidField(field, "generation '%s' is %s: it has no pictures%s".formatted(
                    input.generation(), job.state().text(), job.state().terminal() ? "" : " yet"));
        }
        List<String> there = job != null ? List.of(folder + job.epoch() + ".zip") : objects.list(folder);
        if (there.isEmpty()) {
            throw new ProblemException(ProblemType.UNKNOWN_JOB,
                    "%s: there is no generation '%s' with pictures".formatted(field, input.generation()));
        }
        if (there.size() > 1) {
            throw ProblemException.invalidField(field,
                    "generation '%s' was made twice, by two checkpoints: fetch the picture and upload it"
                            .formatted(input.generation()));
        }
        return there.get(0);
    }
}
