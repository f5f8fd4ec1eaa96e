package dev.limner.generator.generations;

import java.util.ArrayList;
import java.util.List;

import dev.limner.contracts.Limits;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.messages.Json;
import dev.limner.images.PngEncoder;
import dev.limner.images.Pulse;
import dev.limner.store.ObjectStore;
import dev.limner.store.Sha256;
import dev.limner.store.results.ArchiveEntry;
import dev.limner.store.results.ArchiveWriter;

/**
 * The pictures of one generation while they are being made, and the archive they are stored in. The rule it keeps:
 * <b>same request, same checkpoint, same bytes</b> (on the same instruction set, thread count and libtorch): nothing but
 * the request and the checkpoint goes into it, no clock, no attempt.
 *
 * <p>Close it in any case: large archives wait in a temporary file. For one thread.
 */
final class Result implements AutoCloseable {
    private final String id;
    private final Work work;
    private final ArchiveWriter archive = new ArchiveWriter();
    private final List<String> labels = new ArrayList<>();
    /** The PNGs themselves while all of them together are small. */
    private List<byte[]> inline = new ArrayList<>();
    private long bytes;

    /**
     * @param id   the generation's
     * @param work not closed with the result
     */
    Result(String id, Work work) {
        this.id = id;
        this.work = work;
    }

    /** Pictures made so far. */
    int done() {
        return archive.entries().size();
    }

    /** Pictures asked for. */
    int total() {
        return work.total();
    }

    /** Whether progress is best told in pictures: each takes little time. */
    boolean countsPictures() {
        return work instanceof SampleWork;
    }

    /** Whether all pictures are made. */
    boolean complete() {
        return done() == total();
    }

    /**
     * Makes the next pictures.
     *
     * @param pulse told how far this step is; may throw to end it
     */
    void make(Pulse pulse) {
        Provenance provenance = work.provenance();
        for (Work.Made made : work.make(done(), pulse)) {
            int index = done();
            labels.add(made.label());
            add(PngEncoder.encode(made.picture(), provenance.text(index, made.label()), provenance.xmp()));
        }
    }

    private void add(byte[] png) {
        archive.add(png);
        bytes += png.length;
        if (inline != null && (bytes > Limits.INLINE_PICTURE_BYTES || total() > Limits.LISTED_PICTURES)) {
            inline = null;
        }
        if (inline != null) {
            inline.add(png);
        }
    }

    /**
     * Stores the complete archive as {@code generations/{id}/{epoch}.zip}: one PUT.
     *
     * @param epoch of the claim
     * @return what to tell
     */
    GenerationEvent.Succeeded storeUnder(long epoch, ObjectStore objects) {
        return store(Long.toString(epoch), Json.write(manifest()), objects);
    }

    /**
     * Stores the complete archive of a generation without a row as {@code generations/{id}/0-{digest}.zip}. The digest
     * is of the manifest, and so of all that is in the archive: a redelivery that finds another checkpoint writes an
     * object of its own, and never changes what an event has named before.
     *
     * @return what to tell
     */
    GenerationEvent.Succeeded storeByContent(ObjectStore objects) {
        byte[] manifest = Json.write(manifest());
        return store("0-" + Sha256.hex(manifest).substring(0, 16), manifest, objects);
    }

    private GenerationEvent.Succeeded store(String attempt, byte[] manifest, ObjectStore objects) {
        String key = "generations/%s/%s.zip".formatted(id, attempt);
        archive.finish(manifest);
        archive.putTo(objects, key);
        Provenance from = work.provenance();
        return new GenerationEvent.Succeeded(id, from.operation(), from.model(), from.checkpoint(), from.digest(),
                from.run(), from.dataset(), from.seed(), total(), key, archive.size(), pictures(), from.inputs());
    }

    private ResultManifest manifest() {
        List<ResultManifest.Entry> entries = new ArrayList<>();
        for (ArchiveEntry entry : archive.entries()) {
            int index = entries.size();
            entries.add(new ResultManifest.Entry(index, entry.name(), labels.get(index), entry.length(),
                    entry.sha256()));
        }
        return new ResultManifest(ResultManifest.FORMAT, id, work.provenance(), total(), entries);
    }

    private List<GenerationEvent.Picture> pictures() {
        List<GenerationEvent.Picture> pictures = new ArrayList<>();
        if (total() <= Limits.LISTED_PICTURES) {
            for (int i = 0; i < total(); i++) {
                ArchiveEntry entry = archive.entries().get(i);
                pictures.add(new GenerationEvent.Picture(i, labels.get(i), entry.offset(), entry.length(),
                        entry.sha256(), inline == null ? null : inline.get(i)));
            }
        }
        return pictures;
    }

    @Override
    public void close() {
        archive.close();
    }
}
