package dev.limner.contracts.messages;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.Problem;

/** Events on {@code limner.generation-results}; key: the generation's id. */
public sealed interface GenerationEvent extends Event {
    String job();

    @Override
    default String subject() {
        return job();
    }

    /** {@code generation.progressed}: how far it is, at most once a second, best effort: {@code done} of {@code total}
     * pictures, or hundredths where an operation makes only one or a few.
     */
    record Progressed(String job, long done, long total) implements GenerationEvent {}

    /**
     * {@code generation.succeeded}.
     *
     * @param operation  {@code sample}, {@code texture}, {@code cutout}, {@code repair},
     *                   {@code vary}, {@code interpolate}
     * @param model      the model's name; null, with the four that follow, where the operation needed none
     * @param checkpoint the id of the checkpoint that the alias stood for
     * @param digest     SHA-256 over its weights, in hex
     * @param run        the training run it comes from
     * @param dataset    the dataset version it learned from
     * @param seed       the seed used, also where the request gave none; null where nothing is drawn
     * @param count      how many pictures
     * @param archive    object key of the ZIP with the pictures and {@code manifest.json}
     * @param bytes      the archive's size
     * @param pictures   one by one, where there are at most {@link dev.limner.contracts.Limits#LISTED_PICTURES}; else
     *                   empty, and the archive's manifest has them
     * @param inputs     the pictures that came with the request
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Succeeded(String job, String operation, String model, String checkpoint, String digest, String run,
            DatasetReference dataset, Long seed, int count, String archive, long bytes, List<Picture> pictures,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Input> inputs)
            implements
                GenerationEvent,
                Terminal {
        public Succeeded {
            pictures = pictures == null ? List.of() : List.copyOf(pictures);
            inputs = inputs == null ? List.of() : List.copyOf(inputs);
        }
    }

    /**
     * A picture that came with a request.
     *
     * @param name   of the request's field: {@code picture}
     * @param sha256 of its bytes, in hex
     */
    record Input(String name, String sha256) {}

    /** {@code generation.failed}. */
    record Failed(String job, Problem problem) implements GenerationEvent, Terminal {}

    /** {@code generation.cancelled}. */
    record Cancelled(String job) implements GenerationEvent, Terminal {}

    /** {@code generation.refused}: the request was set aside; a generation that has the same id goes on undisturbed. */
    record Refused(String job, Problem problem) implements GenerationEvent {}

    /**
     * One picture of a result.
     *
     * @param index  0 and up
     * @param label  the class it was asked for; null where the model knows none
     * @param offset first byte of its PNG within the archive, where it is stored as it is
     * @param length bytes of its PNG
     * @param sha256 of its PNG, in hex
     * @param png    the PNG itself (base64 in JSON) where all of them together are small; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Picture(int index, String label, long offset, long length, String sha256, byte[] png) {}
}
