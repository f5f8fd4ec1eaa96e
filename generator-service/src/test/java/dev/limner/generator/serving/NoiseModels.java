package dev.limner.generator.serving;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.ModelEvent.CheckpointPublished;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.models.PictureShape;
import dev.limner.models.Sampler;
import dev.limner.store.checkpoints.CheckpointManifest;

/** Models without an engine: each picture is noise that follows from seed, index and label. */
public final class NoiseModels implements ModelLoader {
    private final long bytes;
    private final Map<String, RuntimeException> broken = new HashMap<>();
    private final Map<String, NoiseSampler> loaded = new HashMap<>();
    private int loads;

    /**
     * @param bytes that each model counts for
     */
    public NoiseModels(long bytes) {
        this.bytes = bytes;
    }

    @Override
    public LoadedModel load(CheckpointPublished checkpoint) {
        loads++;
        RuntimeException failure = broken.get(checkpoint.checkpoint());
        if (failure != null) {
            throw failure;
        }
        NoiseSampler sampler = new NoiseSampler();
        loaded.put(checkpoint.checkpoint(), sampler);
        return new LoadedModel(new CheckpointManifest(CheckpointManifest.FORMAT, checkpoint.model(),
                checkpoint.checkpoint(), checkpoint.run(), 1, checkpoint.family(), checkpoint.preset(), new TreeMap<>(),
                checkpoint.width(), checkpoint.height(), checkpoint.colour(), checkpoint.classes(),
                checkpoint.dataset(), "e".repeat(64), checkpoint.images(), 0, 1, checkpoint.digest(), Map.of(), "none",
                Map.of(), Instant.EPOCH), sampler, bytes);
    }

    public void broken(String checkpoint, RuntimeException failure) {
        broken.put(checkpoint, failure);
    }

    public void mended(String checkpoint) {
        broken.remove(checkpoint);
    }

    public int loads() {
        return loads;
    }

    public boolean open(String checkpoint) {
        return loaded.containsKey(checkpoint) && !loaded.get(checkpoint).closed;
    }

    /** A checkpoint of the model {@code flowers-vae} with the classes rose and tulip. */
    public static CheckpointPublished checkpoint(String id) {
        return new CheckpointPublished("flowers-vae", id, 1, "run", "vae", "vae-28", new DatasetReference("flowers", 1),
                100, "models/flowers-vae/run/" + id + "/checkpoint.json", "d".repeat(64), 16, 16, Colour.GREY,
                List.of("rose", "tulip"));
    }

    private static final class NoiseSampler implements Sampler {
        private boolean closed;

        @Override
        public int batch() {
            return 8;
        }

        @Override
        public PictureShape shape() {
            return new PictureShape(1, 16, 16);
        }

        @Override
        public double temperature() {
            return 1;
        }

        @Override
        public List<byte[]> sample(long seed, long firstIndex, int count, int[] labels, double temperature) {
            if (closed) {
                throw new IllegalStateException("painted with a closed sampler");
            }
            List<byte[]> pictures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] picture = new byte[shape().bytes()];
                new SplittableRandom(seed * 31 + (firstIndex + i) * 7 + labels[i]).nextBytes(picture);
                pictures.add(picture);
            }
            return pictures;
        }

        @Override
        public int noise() {
            return 1;
        }

        @Override
        public List<byte[]> paint(List<float[]> noise, int[] labels) {
            return noise.stream().map(z -> sample(Float.floatToIntBits(z[0]), 0, 1, new int[]{0}, 1).get(0)).toList();
        }

        @Override
        public void close() {
            if (closed) {
                throw new IllegalStateException("closed twice");
            }
            closed = true;
        }
    }
}
