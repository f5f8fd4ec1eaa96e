package dev.limner.models;

import ai.djl.ndarray.NDManager;

import dev.limner.models.engine.Numbers;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;
import dev.limner.models.settings.Augmentation;

/**
 * Which pictures a batch has: each epoch is a permutation keyed by (seed, epoch), and the epochs make one endless row, so
 * that the number of images seen alone says where to go on.
 */
public final class Loader {
    private final TrainingPictures pictures;
    private final long seed;
    private final int classes;
    private final Augmentation augmentation;
    private long epoch = -1;
    private int[] order;

    /**
     * @param classes      K; 0 for a model without classes
     * @param augmentation of what {@link #batch(NDManager, long, int)} gives
     */
    public Loader(TrainingPictures pictures, int classes, long seed, Augmentation augmentation) {
        this.pictures = pictures;
        this.augmentation = augmentation;
        this.classes = classes;
        this.seed = seed;
    }

    /** The {@code size} pictures that follow the first {@code images} of the row. */
    public Batch batch(NDManager memory, long images, int size) {
        int[] chosen = new int[size];
        for (int i = 0; i < size; i++) {
            chosen[i] = at(images + i);
        }
        return batch(memory, chosen, images, Stream.TRAINING_NOISE, augmentation);
    }

    /** These pictures as they are, noise for the first of them being at index {@code first} of the stream. */
    Batch batch(NDManager memory, int[] chosen, long first, Stream stream) {
        return batch(memory, chosen, first, stream, Augmentation.NONE);
    }

    private Batch batch(NDManager memory, int[] chosen, long first, Stream stream, Augmentation through) {
        PictureShape shape = pictures.shape();
        byte[] pixels = new byte[chosen.length * shape.bytes()];
        int[] labels = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            pictures.copy(chosen[i], pixels, i * shape.bytes());
            through.apply(pixels, i * shape.bytes(), shape, new Randomness(seed, Stream.AUGMENTATION, first + i));
            labels[i] = pictures.label(chosen[i]);
        }
        return new Batch(memory,
                Numbers.pictures(memory, pixels, chosen.length, shape.channels(), shape.height(), shape.width()),
                Numbers.oneHot(memory, labels, classes), chosen, first, seed, stream);
    }

    private int at(long image) {
        long wanted = image / pictures.count();
        if (wanted != epoch) {
            order = new Randomness(seed, Stream.ORDER, wanted).permutation(pictures.count());
            epoch = wanted;
        }
        return order[(int) (image % pictures.count())];
    }
}
