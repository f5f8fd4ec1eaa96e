package dev.limner.generator.generations;

import java.util.ArrayList;
import java.util.List;

import dev.limner.contracts.Limits;
import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.Seeds;
import dev.limner.generator.serving.LoadedModel;
import dev.limner.images.Picture;
import dev.limner.images.PngEncoder;
import dev.limner.models.PictureShape;
import dev.limner.models.Sampler;
import dev.limner.store.ObjectStore;
import dev.limner.store.Sha256;
import dev.limner.store.checkpoints.CheckpointManifest;
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
    private final GenerationCommand.Sample command;
    private final LoadedModel model;
    private final Labels labels;
    private final Provenance provenance;
    private final ArchiveWriter archive = new ArchiveWriter();
    /** The PNGs themselves while all of them together are small. */
    private List<byte[]> inline = new ArrayList<>();
    private long bytes;

    /**
     * @param limner the program's version, which is part of each picture's provenance
     * @throws dev.limner.contracts.problems.ProblemException if the model does not know the label
     */
    Result(GenerationCommand.Sample command, LoadedModel model, String limner) {
        CheckpointManifest checkpoint = model.manifest();
        this.command = command;
        this.model = model;
        this.labels = Labels.of(command.label(), checkpoint.classes());
        long seed = command.seed() == null ? Seeds.of(command.id()) : command.seed();
        this.provenance = new Provenance("sample", checkpoint.model(), checkpoint.checkpoint(), checkpoint.digest(),
                checkpoint.run(), checkpoint.dataset(), seed,
                command.temperature() == null ? model.sampler().temperature() : command.temperature(), limner);
    }

    /** Pictures made so far. */
    int done() {
        return archive.entries().size();
    }

    /** Pictures asked for. */
    int total() {
        return command.count();
    }

    /** Whether all pictures are made. */
    boolean complete() {
        return done() == total();
    }

    /** Makes the next pictures, one forward pass of them at most. */
    void paint() {
        Sampler sampler = model.sampler();
        int first = done();
        int count = Math.min(sampler.batch(), total() - first);
        int[] classes = new int[count];
        for (int i = 0; i < count; i++) {
            classes[i] = labels.index(first + i);
        }
        List<byte[]> painted = sampler.sample(provenance.seed(), first, count, classes, provenance.temperature());
        PictureShape shape = sampler.shape();
        for (int i = 0; i < count; i++) {
            Picture picture = new Picture(shape.channels(), shape.height(), shape.width(), painted.get(i));
            add(PngEncoder.encode(picture, provenance.text(first + i, labels.name(first + i)), Provenance.XMP));
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
        String key = "generations/%s/%s.zip".formatted(command.id(), attempt);
        archive.finish(manifest);
        archive.putTo(objects, key);
        return new GenerationEvent.Succeeded(command.id(), provenance.operation(), provenance.model(),
                provenance.checkpoint(), provenance.digest(), provenance.run(), provenance.dataset(), provenance.seed(),
                total(), key, archive.size(), pictures());
    }

    private ResultManifest manifest() {
        List<ResultManifest.Entry> entries = new ArrayList<>();
        for (ArchiveEntry entry : archive.entries()) {
            int index = entries.size();
            entries.add(new ResultManifest.Entry(index, entry.name(), labels.name(index), entry.length(),
                    entry.sha256()));
        }
        return new ResultManifest(ResultManifest.FORMAT, command.id(), provenance, total(), entries);
    }

    private List<GenerationEvent.Picture> pictures() {
        List<GenerationEvent.Picture> pictures = new ArrayList<>();
        if (total() <= Limits.LISTED_PICTURES) {
            for (int i = 0; i < total(); i++) {
                ArchiveEntry entry = archive.entries().get(i);
                pictures.add(new GenerationEvent.Picture(i, labels.name(i), entry.offset(), entry.length(),
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
