package dev.limner.datasets.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

import dev.limner.contracts.messages.Fit;
import dev.limner.datasets.examination.Examination.NearReport;
import dev.limner.datasets.examination.Examination.OutlierReport;
import dev.limner.datasets.imports.AdmissionReport.ClassCount;

/** What somebody should know before training on a version. The thresholds are rules of thumb, not limits. */
public final class Advice {
    private static final long FEW_PICTURES = 1000;
    private static final long FEW_OF_A_CLASS = 50;
    private static final long UNBALANCED = 10;
    private static final int NAMED = 5;
    private static final int MIXED_SIZES = 10;
    private static final double MANY_ALIKE = 0.05;

    private Advice() {}

    /**
     * Sentences, the weightiest first; none where nothing stands out.
     *
     * @param enlarged pictures that were smaller than the side asked for
     * @param oblong   pictures that were not square
     * @param sizes    how many different sizes they had
     * @param fit      how those became so
     */
    public static List<String> on(long train, List<ClassCount> classes, long unlabelled, Duplicates duplicates,
            long enlarged,
            long oblong, int sizes, Fit fit) {
        List<String> advice = new ArrayList<>();
        if (train < FEW_PICTURES) {
            advice.add(
                    "There are only %d pictures to train on, fewer than %d: expect a model that repeats them."
                            .formatted(train, FEW_PICTURES));
        }
        onClasses(classes, advice);
        if (unlabelled > 0 && !classes.isEmpty()) {
            advice.add("%d pictures have no class: put them into a folder of their class, or leave them out."
                    .formatted(unlabelled));
        }
        if (duplicates.conflicting() > 0) {
            advice.add("%d pictures came under more than one class, and are kept under the first: check their labels."
                    .formatted(duplicates.conflicting()));
        }
        if (duplicates.alsoHeldOut() > 0) {
            advice.add(
                    "%d training pictures are also held out, and were taken out of training so that evaluation is honest."
                            .formatted(duplicates.alsoHeldOut()));
        }
        if (enlarged > 0) {
            advice.add("%d pictures were smaller than the size asked for and had to be enlarged: they look soft."
                    .formatted(enlarged));
        }
        if (sizes >= MIXED_SIZES) {
            advice.add("The pictures came in %d different sizes, %d or more: their details are of different scale."
                    .formatted(sizes, MIXED_SIZES));
        }
        if (oblong > 0) {
            advice.add("%d pictures are not square: %s.".formatted(oblong, switch (fit) {
                case CROP -> "only their middle was kept";
                case PAD -> "they were padded, and a model learns the padding too";
                case STRETCH -> "they were stretched, and a model learns them out of proportion";
            }));
        }
        return List.copyOf(advice);
    }

    /** With what the pictures themselves say. */
    static List<String> and(List<String> before, NearReport near, OutlierReport unlike) {
        List<String> advice = new ArrayList<>(before);
        if (near.across() > 0) {
            advice.add(("%d training pictures are nearly the same as a held-out one: figures on the held-out half look "
                    + "better than they are. A selection without near-duplicates leaves them out.")
                    .formatted(near.across()));
        }
        long pictures = near.total();
        if (near.train() > MANY_ALIKE * pictures) {
            advice.add(
                    "%d training pictures are nearly the same as another, more than %.0f %% of all: they teach little."
                            .formatted(near.train(), 100 * MANY_ALIKE));
        }
        if (unlike.count() > 0) {
            advice.add("%d pictures are unlike their class, more than %.0f spreads away: look at them."
                    .formatted(unlike.count(), unlike.threshold()));
        }
        return List.copyOf(advice);
    }

    private static void onClasses(List<ClassCount> classes, List<String> advice) {
        long largest = classes.stream().mapToLong(ClassCount::train).max().orElse(0);
        long smallest = classes.stream().mapToLong(ClassCount::train).filter(count -> count > 0).min().orElse(0);
        if (smallest > 0 && largest >= UNBALANCED * smallest) {
            advice.add(
                    "The classes are unbalanced: the largest has %d training pictures, the smallest %d, a share of %d or more. Rare ones are learned badly."
                            .formatted(largest, smallest, UNBALANCED));
        }
        named(classes, "without a picture to train on", ClassCount::train, 0, 0, advice);
        named(classes, "with fewer than %d pictures to train on".formatted(FEW_OF_A_CLASS), ClassCount::train, 1,
                FEW_OF_A_CLASS - 1, advice);
        named(classes, "without a held-out picture", ClassCount::heldOut, 0, 0, advice);
    }

    private static void named(List<ClassCount> classes, String what, ToLongFunction<ClassCount> count, long from,
            long to, List<String> advice) {
        List<String> names = classes.stream()
                .filter(each -> count.applyAsLong(each) >= from && count.applyAsLong(each) <= to)
                .map(ClassCount::name).toList();
        if (!names.isEmpty()) {
            advice.add(
                    "Classes %s: %s.".formatted(what, String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                            + (names.size() > NAMED ? " and %d more".formatted(names.size() - NAMED) : "")));
        }
    }
}
