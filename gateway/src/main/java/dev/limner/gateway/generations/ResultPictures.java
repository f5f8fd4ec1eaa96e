package dev.limner.gateway.generations;

import java.io.InputStream;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.jobs.KnownJob;
import dev.limner.gateway.jobs.State;
import dev.limner.store.ObjectStore;
import dev.limner.store.results.ArchiveIndex;

/** The pictures of a finished generation: byte ranges of its archive, where they are stored as they are. */
@Singleton
class ResultPictures {
    private final ObjectStore objects;

    ResultPictures(ObjectStore objects) {
        this.objects = objects;
    }

    /** A picture's PNG: one range where the result lists it, else after a look at the archive's index. */
    byte[] picture(KnownJob job, int index) {
        GenerationEvent.Succeeded result = result(job);
        if (index >= result.count()) {
            throw new ProblemException(ProblemType.NOT_FOUND, "generation '%s' has %d pictures, from 0 to %d"
                    .formatted(job.id(), result.count(), result.count() - 1));
        }
        Optional<GenerationEvent.Picture> listed = result.pictures().stream()
                .filter(picture -> picture.index() == index).findFirst();
        if (listed.isPresent()) {
            GenerationEvent.Picture picture = listed.get();
            return picture.png() != null
                    ? picture.png()
                    : objects.range(result.archive(), picture.offset(), picture.length());
        }
        ArchiveIndex.Place place = ArchiveIndex.read(objects, result.archive()).places()
                .get("%05d.png".formatted(index));
        if (place == null) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT, "the archive '%s' has no picture %d"
                    .formatted(result.archive(), index));
        }
        return objects.range(result.archive(), place.offset(), place.length());
    }

    /** The archive, which the caller closes. */
    InputStream archive(KnownJob job) {
        return objects.open(result(job).archive());
    }

    /** The archive's size in bytes. */
    long bytes(KnownJob job) {
        return result(job).bytes();
    }

    private static GenerationEvent.Succeeded result(KnownJob job) {
        JsonNode result = job.result();
        if (job.state() != State.SUCCEEDED || result == null) {
            throw new ProblemException(job.view().ended() ? ProblemType.NOT_FOUND : ProblemType.ILLEGAL_STATE,
                    "generation '%s' is %s: it has no pictures%s".formatted(job.id(), job.state().word(),
                            job.view().ended() ? "" : " yet"));
        }
        return Json.read(result, GenerationEvent.Succeeded.class);
    }
}
