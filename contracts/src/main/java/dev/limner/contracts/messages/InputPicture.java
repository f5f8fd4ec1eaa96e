package dev.limner.contracts.messages;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

import dev.limner.contracts.Limits;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;

/**
 * A picture that comes with a command: the file itself in base64 where it is small, {@code upload:<sha256>} for one that
 * was uploaded before, or {@code {"generation": id, "index": n}} for one that Limner has made.
 */
@JsonDeserialize(using = InputPictures.class)
public sealed interface InputPicture {
    /** What an uploaded picture's address begins with. */
    String UPLOAD = "upload:";
    /** The folder of uploaded pictures in the bucket. */
    String FOLDER = "uploads/";

    /** As it stands in JSON: a string or an object. */
    @JsonValue
    Object written();

    /**
     * The file's content, up to {@link Limits#INLINE_INPUT_BYTES}.
     *
     * @param bytes not copied: nobody writes to them
     */
    record Inline(byte[] bytes) implements InputPicture {
        public Inline {
            if (bytes.length == 0 || bytes.length > Limits.INLINE_INPUT_BYTES) {
                throw ProblemException.invalidField(null, bytes.length == 0
                        ? "is empty: send the file in base64, upload:<sha256>, or a generation and an index"
                        : "has %d bytes; a command carries %d at most: POST /v1/uploads takes larger ones"
                                .formatted(bytes.length, Limits.INLINE_INPUT_BYTES));
            }
        }

        @Override
        public Object written() {
            return Base64.getEncoder().encodeToString(bytes);
        }

        @Override
        public String toString() {
            return "Inline[%d bytes]".formatted(bytes.length);
        }
    }

    /**
     * A picture that was uploaded.
     *
     * @param sha256 of its bytes, 64 hex digits in lower case
     */
    record Upload(String sha256) implements InputPicture {
        public Upload {
            if (!sha256.matches("[0-9a-f]{64}")) {
                throw ProblemException.invalidField(null,
                        "'%s%s': upload: is followed by the SHA-256 that the upload was answered with, 64 hex digits"
                                .formatted(UPLOAD, sha256.length() <= 80 ? sha256 : sha256.substring(0, 80) + "…"));
            }
        }

        /** Where the bytes lie in the bucket. */
        public String key() {
            return FOLDER + sha256;
        }

        @Override
        public Object written() {
            return UPLOAD + sha256;
        }
    }

    /**
     * A picture of an earlier generation.
     *
     * @param generation its id
     * @param index      the picture's place in it, 0 and up
     */
    record Generated(String generation, int index) implements InputPicture {
        public Generated {
            Names.id("generation", generation);
            if (index < 0 || index >= Limits.GENERATION_PICTURES) {
                throw ProblemException.invalidField("index", "%d is outside 0 to %d".formatted(index,
                        Limits.GENERATION_PICTURES - 1));
            }
        }

        @Override
        public Object written() {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("generation", generation);
            written.put("index", index);
            return written;
        }
    }
}
