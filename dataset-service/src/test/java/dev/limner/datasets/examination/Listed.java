package dev.limner.datasets.examination;

import java.util.List;

import dev.limner.contracts.messages.Colour;
import dev.limner.images.Picture;
import dev.limner.store.datasets.Pictures;

/** Pictures of a test, as a half of a version. */
record Listed(List<Picture> all, List<Integer> labels) implements Pictures {

    static Catalogue catalogue(List<String> classes, Listed train, Listed heldOut) {
        Picture first = train.all().get(0);
        return new Catalogue(first.width(), first.height(), first.channels() == 1 ? Colour.GREY : Colour.RGB, classes,
                train, heldOut);
    }

    @Override
    public int count() {
        return all.size();
    }

    @Override
    public int pictureBytes() {
        return all.isEmpty() ? 0 : all.get(0).pixels().length;
    }

    @Override
    public void copy(int i, byte[] target, int offset) {
        System.arraycopy(all.get(i).pixels(), 0, target, offset, pictureBytes());
    }

    @Override
    public int label(int i) {
        return labels.get(i);
    }
}
