package dev.limner.datasets.examination;

import java.util.List;

import dev.limner.contracts.messages.Colour;
import dev.limner.images.Picture;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;
import dev.limner.store.datasets.Pictures;
import dev.limner.store.datasets.SealedDraft;
import dev.limner.store.datasets.Split;

/**
 * All pictures of a version under one count: those to train on in the version's order, then the held-out ones.
 *
 * @param classes class names in the order of their indices; empty where unlabelled
 */
public record Catalogue(int width, int height, Colour colour, List<String> classes, Pictures train, Pictures heldOut) {
    public Catalogue {
        classes = List.copyOf(classes);
    }

    /** Of a draft, for as long as it is open. */
    public static Catalogue of(SealedDraft draft) {
        return new Catalogue(draft.width(), draft.height(), draft.colour(), draft.classes(),
                draft.pictures(Split.TRAIN), draft.pictures(Split.HELD_OUT));
    }

    /**
     * Of a version that is there; all its pictures are in memory.
     *
     * @throws dev.limner.contracts.problems.ProblemException (corrupt object) where a shard is not what it should be
     */
    public static Catalogue of(DatasetStore store, DatasetManifest manifest) {
        return new Catalogue(manifest.width(), manifest.height(), manifest.colour(), manifest.classes(),
                store.pictures(manifest, Split.TRAIN), store.pictures(manifest, Split.HELD_OUT));
    }

    public int count() {
        return train.count() + heldOut.count();
    }

    public Split split(int i) {
        return i < train.count() ? Split.TRAIN : Split.HELD_OUT;
    }

    /** The picture's index within its split. */
    public int index(int i) {
        return i < train.count() ? i : i - train.count();
    }

    /** The index of its class; -1 for none. */
    public int label(int i) {
        return half(i).label(index(i));
    }

    /** The name of its class; null for none. */
    public String className(int i) {
        return label(i) < 0 ? null : classes.get(label(i));
    }

    public Picture picture(int i) {
        return new Picture(colour.channels(), height, width, pixels(i));
    }

    /** A copy of its pixels, uint8 planar [C,H,W]. */
    public byte[] pixels(int i) {
        byte[] pixels = new byte[train.pictureBytes()];
        half(i).copy(index(i), pixels, 0);
        return pixels;
    }

    private Pictures half(int i) {
        return i < train.count() ? train : heldOut;
    }
}
