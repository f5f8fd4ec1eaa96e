package dev.limner.gateway.generations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import dev.limner.contracts.messages.InputPicture;
import dev.limner.contracts.messages.OperationCommand;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.gateway.jobs.JobProjection;
import dev.limner.gateway.jobs.Kind;
import dev.limner.gateway.uploads.Uploads;
import dev.limner.images.PictureHeader;

/**
 * The pictures of requests that come in over HTTP. All of them become uploads before anything is told of them (rule 6):
 * commands and the rows that keep them stay small, and a picture of an earlier generation is the one that its result told
 * of.
 */
@Singleton
class RequestPictures {
    private final JobProjection jobs;
    private final ResultPictures results;
    private final Uploads uploads;

    RequestPictures(JobProjection jobs, ResultPictures results, Uploads uploads) {
        this.jobs = jobs;
        this.results = results;
        this.uploads = uploads;
    }

    /**
     * A request whose pictures are uploads.
     *
     * @param command names uploads alone
     * @param stored  what is not there yet
     * @param named   what has to be there, by the request's field
     */
    record Resolved(OperationCommand command, List<byte[]> stored, Map<String, InputPicture.Upload> named) {}

    /**
     * Finds out what the uploads will be called; nothing is stored.
     *
     * @throws ProblemException (unreadable picture, too large) by a picture's header; (unknown job, illegal state, not
     *                          found) for a picture of a generation that is not there
     */
    Resolved resolve(OperationCommand command) {
        List<byte[]> stored = new ArrayList<>();
        Map<String, InputPicture.Upload> named = new LinkedHashMap<>();
        Map<String, InputPicture> replaced = new LinkedHashMap<>();
        command.inputs().forEach((field, input) -> {
            if (input instanceof InputPicture.Upload upload) {
                named.put(field, upload);
            } else {
                byte[] bytes = bytes(field, input);
                stored.add(bytes);
                replaced.put(field, Uploads.name(bytes));
            }
        });
        return new Resolved(command.with(replaced), stored, named);
    }

    /** Stores what is to be stored, and looks whether the rest is there: the last thing before the command is told. */
    void settle(Resolved resolved) {
        resolved.named().forEach(uploads::require);
        resolved.stored().forEach(uploads::store);
    }

    private byte[] bytes(String field, InputPicture input) {
        if (input instanceof InputPicture.Inline inline) {
            PictureHeader.read(inline.bytes(), field);
            return inline.bytes();
        }
        InputPicture.Generated generated = (InputPicture.Generated) input;
        return results.picture(jobs.require(Kind.GENERATION, generated.generation()), generated.index());
    }
}
