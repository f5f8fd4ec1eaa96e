package dev.limner.datasets.examination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.limner.datasets.examination.Examination.NearReport;
import dev.limner.datasets.examination.Examination.OutlierReport;
import dev.limner.images.DrawnSet;
import dev.limner.images.Picture;
import dev.limner.store.datasets.Split;

class ExaminationTest {
    private static final Listed NOTHING = new Listed(List.of(), List.of());

    @Test
    void shouldPairNearDuplicatesAndKeepOneOfEachKind() {
        // Given: picture 40 of training is 3 again, brighter; 41 is 3 with noise; held-out 0 is 7 with noise
        List<Picture> train = drawn(40);
        train.add(changed(train.get(3), 10, 0));
        train.add(changed(train.get(3), 0, 4));
        Listed heldOut = labelled(List.of(changed(train.get(7), 0, 4)));
        // When
        Examination examination = Examination.of(Listed.catalogue(DrawnSet.CLASSES, labelled(train), heldOut),
                () -> {});
        // Then
        NearReport report = examination.nearReport(i -> "file " + i);
        assertThat(report.train()).isEqualTo(2);
        assertThat(report.heldOut()).isZero();
        assertThat(report.across()).isEqualTo(1);
        assertThat(report.total()).isEqualTo(43);
        assertThat(report.rule()).contains("5 bits").contains("12 of 255");
        assertThat(report.pairs()).extracting(pair -> pair.picture().file() + " ≈ " + pair.of().file())
                .containsExactly("file 7 ≈ file 42", "file 40 ≈ file 3", "file 41 ≈ file 3");
        assertThat(report.pairs().get(0).of().split()).isEqualTo(Split.HELD_OUT);
        assertThat(examination.nearDuplicates().stream()).containsExactly(7, 40, 41);
    }

    @Test
    void shouldNotPairPicturesThatMerelyResemble() {
        // Given
        Listed train = labelled(drawn(400));
        // When
        Examination examination = Examination.of(Listed.catalogue(DrawnSet.CLASSES, train, NOTHING), () -> {});
        // Then
        assertThat(examination.nearDuplicates().cardinality()).isLessThanOrEqualTo(4);
    }

    @Test
    void shouldSuspectWhatIsUnlikeItsClass() {
        // Given: an empty picture of class 4, and one that is all noise of class 0
        List<Picture> train = drawn(300);
        train.set(14, new Picture(1, 28, 28, new byte[28 * 28]));
        train.set(20, changed(train.get(20), 0, 255));
        // When
        OutlierReport report = Examination.of(Listed.catalogue(DrawnSet.CLASSES, labelled(train), NOTHING), () -> {})
                .outlierReport(i -> null);
        // Then
        assertThat(report.threshold()).isEqualTo(8);
        assertThat(report.pictures()).extracting(each -> each.picture().index()).contains(20).doesNotContain(21, 22);
        assertThat(report.pictures().get(0).className()).isEqualTo(DrawnSet.CLASSES.get(0));
        assertThat(report.pictures().get(0).measure()).isEqualTo("detail");
        assertThat(report.count()).isLessThanOrEqualTo(3);
    }

    @Test
    void shouldMeasureByHand() {
        // Given: 2×2 RGB, red 0 100, 0 100; green and blue 0
        Picture picture = new Picture(3, 2, 2, new byte[]{0, 100, 0, 100, 0, 0, 0, 0, 0, 0, 0, 0});
        // When: luma is 0 30, 0 30
        float[] measures = Measure.of(picture);
        // Then
        assertThat(measures).containsExactly(15, 15, 15, 50, 0);
    }

    @Test
    void shouldMeasureSmallClassesAgainstAll() {
        // Given: 40 pictures of class 0 with values around 100, one of class 1 with 200: spread max(2, 1.4826 · 5)
        int[] labels = IntStream.range(0, 41).map(i -> i / 40).toArray();
        float[] measures = new float[41 * Measure.values().length];
        for (int i = 0; i < 40; i++) {
            measures[i * Measure.values().length] = 95 + 5 * (i % 3);
        }
        measures[40 * Measure.values().length] = 200;
        // When
        List<Outliers.Outlier> found = Outliers.among(labels, measures, 2);
        // Then
        assertThat(found).hasSize(1);
        assertThat(found.get(0).picture()).isEqualTo(40);
        assertThat(found.get(0).usual()).isEqualTo(100);
        assertThat(found.get(0).distance()).isCloseTo(100 / (1.4826 * 5), offset(1e-3));
    }

    private static List<Picture> drawn(int count) {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(DrawnSet.picture(i % 10, 5, i));
        }
        return pictures;
    }

    private static Listed labelled(List<Picture> pictures) {
        return new Listed(pictures, IntStream.range(0, pictures.size()).map(i -> i % 10).boxed().toList());
    }

    /** Brighter, and with ± noise. */
    private static Picture changed(Picture picture, int brighter, int noise) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, picture.pixels().length).boxed().toList());
        Collections.shuffle(order, new Random(1));
        byte[] pixels = picture.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            int value = (pixels[i] & 0xff) + brighter + (order.get(i) % 2 == 0 ? noise : -noise);
            pixels[i] = (byte) Math.max(0, Math.min(255, value));
        }
        return new Picture(picture.channels(), picture.height(), picture.width(), pixels);
    }
}
