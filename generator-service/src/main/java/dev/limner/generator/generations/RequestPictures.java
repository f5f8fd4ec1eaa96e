package dev.limner.generator.generations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.images.Picture;
import dev.limner.images.PictureDecoder;
import dev.limner.images.PictureHeader;
import dev.limner.store.Sha256;

/**
 * The pictures that came with a request: their bytes, and what their headers say. They are decoded when they are asked for.
 *
 * @param files by the request's field
 */
record RequestPictures(Map<String, byte[]> files) {
    RequestPictures {
        files = new LinkedHashMap<>(files);
    }

    /** All their pixels together, by their headers. */
    long pixels() {
        return files.entrySet().stream()
                .mapToLong(file -> PictureHeader.read(file.getValue(), file.getKey()).pixels()).sum();
    }

    /** Whether there is such a picture. */
    boolean has(String field) {
        return files.containsKey(field);
    }

    /**
     * A picture, decoded.
     *
     * @throws ProblemException (unreadable picture, too large) naming the field
     */
    Picture picture(String field) {
        return PictureDecoder.decode(files.get(field), field);
    }

    /**
     * As {@link #picture}, of the same size as another.
     *
     * @throws ProblemException (invalid field) where it is not
     */
    Picture alike(String field, Picture picture) {
        Picture other = picture(field);
        if (other.width() != picture.width() || other.height() != picture.height()) {
            throw ProblemException.invalidField(field, "has %d×%d pixels and the picture %d×%d: they must be the same"
                    .formatted(other.width(), other.height(), picture.width(), picture.height()));
        }
        return other;
    }

    /** What results say of them. */
    List<GenerationEvent.Input> digests() {
        return files.entrySet().stream()
                .map(file -> new GenerationEvent.Input(file.getKey(), Sha256.hex(file.getValue()))).toList();
    }
}
