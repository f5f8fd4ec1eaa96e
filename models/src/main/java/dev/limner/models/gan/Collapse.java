package dev.limner.models.gan;

import java.util.List;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/** Complete collapse, of which no pair recovers: one picture for each class, whatever the noise. */
final class Collapse {
    /** Images before which nothing is certain: a generator that has hardly learned may paint one flat picture. */
    private static final long EARLY = 10_000;
    private static final int GREY_LEVEL = 1;

    private Collapse() {}

    /**
     * Stops a run whose samples of each class are the same within one grey level.
     *
     * @param samples uint8 pictures, classes in turn
     * @param classes 0 for a model without
     * @param images  seen so far
     * @throws ProblemException {@code COLLAPSED}
     */
    static void check(List<byte[]> samples, int classes, long images) {
        int stride = Math.max(classes, 1);
        if (images < EARLY || samples.size() < 2 * stride) {
            return;
        }
        for (int i = stride; i < samples.size(); i++) {
            if (!same(samples.get(i), samples.get(i % stride))) {
                return;
            }
        }
        throw new ProblemException(ProblemType.COLLAPSED,
                "after %d images all %d samples%s are the same picture within one grey level; a lower learningRate or discriminatorLearningRate, or diffAugment, may help"
                        .formatted(images, samples.size(), classes == 0 ? "" : " of each class"));
    }

    private static boolean same(byte[] a, byte[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Math.abs((a[i] & 255) - (b[i] & 255)) > GREY_LEVEL) {
                return false;
            }
        }
        return true;
    }
}
