package dev.limner.datasets.versions;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import dev.limner.contracts.messages.DatasetCommand.Select;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.datasets.examination.Catalogue;
import dev.limner.datasets.examination.Examination;
import dev.limner.store.Sha256;
import dev.limner.store.datasets.Split;

/**
 * Which pictures of a version a selection keeps. Depends on nothing but the version's content and what is asked for: the
 * same selection of the same version keeps the same pictures. Where a class has more training pictures than it may have,
 * those with the smallest SHA-256 stay, which is as good as drawing them by lot.
 */
final class Selection {
    private final Catalogue catalogue;
    private final int[] labels;
    private final List<String> classes;
    private final BitSet kept = new BitSet();

    /**
     * @param beat called now and then; may throw to abandon
     * @throws ProblemException (invalid field) where a class is not one of the version's
     */
    Selection(Catalogue catalogue, Select wanted, Runnable beat) {
        this.catalogue = catalogue;
        this.classes = wanted.classes() == null ? catalogue.classes() : wanted.classes();
        this.labels = catalogue.classes().stream().mapToInt(classes::indexOf).toArray();
        for (String name : classes) {
            if (!catalogue.classes().contains(name)) {
                throw ProblemException.invalidField("classes", "'%s' is no class of the version: %s"
                        .formatted(name, String.join(", ", catalogue.classes().stream().limit(20).toList())));
            }
        }
        for (int i = 0; i < catalogue.count(); i++) {
            int label = catalogue.label(i);
            kept.set(i, label < 0 ? wanted.classes() == null : labels[label] >= 0);
        }
        if (wanted.withoutNearDuplicates() || wanted.withoutOutliers()) {
            Examination examination = Examination.of(catalogue, beat);
            leaveOut(wanted.withoutNearDuplicates() ? examination.nearDuplicates() : new BitSet());
            leaveOut(wanted.withoutOutliers() ? examination.outliers() : new BitSet());
        }
        if (wanted.perClass() != null) {
            atMost(wanted.perClass(), beat);
        }
    }

    /** The classes of what is kept, in their new order. */
    List<String> classes() {
        return classes;
    }

    /** Whether the picture stays, in the catalogue's count. */
    boolean keeps(int i) {
        return kept.get(i);
    }

    /** The new index of the picture's class; -1 for none. */
    int label(int i) {
        int label = catalogue.label(i);
        return label < 0 ? -1 : labels[label];
    }

    private void leaveOut(BitSet pictures) {
        pictures.stream().filter(i -> catalogue.split(i) == Split.TRAIN).forEach(kept::clear);
    }

    private void atMost(int most, Runnable beat) {
        for (int label = -1; label < classes.size(); label++) {
            int asked = label;
            int[] pictures = kept.stream()
                    .filter(i -> catalogue.split(i) == Split.TRAIN && label(i) == asked).toArray();
            if (pictures.length <= most) {
                continue;
            }
            long[] digests = Arrays.stream(pictures).mapToLong(i -> {
                beat.run();
                return ByteBuffer.wrap(Sha256.begin().digest(catalogue.pixels(i))).getLong();
            }).toArray();
            long limit = Arrays.stream(digests).sorted().skip(most - 1L).findFirst().orElseThrow();
            for (int at = 0; at < pictures.length; at++) {
                kept.set(pictures[at], digests[at] <= limit);
            }
        }
    }
}
