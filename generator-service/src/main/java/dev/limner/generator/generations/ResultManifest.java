package dev.limner.generator.generations;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * {@code manifest.json} of a result's archive. It holds nothing that changes between two equal requests to one
 * checkpoint, so that equal requests have equal archives.
 *
 * @param formatVersion {@link #FORMAT}
 * @param generation    the generation's id
 * @param provenance    of every picture
 * @param count         how many pictures
 * @param pictures      all of them, in order
 */
record ResultManifest(int formatVersion, String generation, Provenance provenance, int count, List<Entry> pictures) {
    /** The form this code writes. */
    static final int FORMAT = 1;

    /**
     * One picture.
     *
     * @param name   of its entry in the archive
     * @param label  the class it was asked for; null where the model knows none
     * @param sha256 of its PNG, in hex
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(int index, String name, String label, long length, String sha256) {}
}
