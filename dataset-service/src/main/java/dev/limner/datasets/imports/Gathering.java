package dev.limner.datasets.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.limner.contracts.messages.Colour;
import dev.limner.datasets.sources.SourcePicture;
import dev.limner.datasets.sources.SourceSink;
import dev.limner.images.Picture;
import dev.limner.store.Sha256;
import dev.limner.store.datasets.Split;

/**
 * Takes in what an upload holds: pictures are decoded and normalised, several at once, and kept in the spool, their
 * particulars in the table, in the order they came.
 */
final class Gathering implements SourceSink {
    private static final String STAGE = "reading";
    /** The format in a report of what was in the version before. */
    private static final String STORED = "stored";
    private static final int BATCH = 256;
    private static final int BATCH_BYTES = 8 << 20;

    private final Normaliser normaliser;
    private final Spool spool;
    private final Pulse pulse;
    private final long expected;
    private final PictureTable table = new PictureTable();
    private final FileNames files = new FileNames();
    private final Map<String, Integer> classes = new LinkedHashMap<>();
    private final Counter formats = new Counter();
    private final Counter modes = new Counter();
    private final Counter sizes = new Counter();
    private final Counter colours = new Counter();
    private final LeftOutFiles refused = new LeftOutFiles();
    private final LeftOutFiles ignored = new LeftOutFiles();
    private final List<SourcePicture> batch = new ArrayList<>(BATCH);
    private int batchBytes;
    private long accepted;
    private long enlarged;
    private long oblong;
    private Picture first;
    private boolean alike = true;

    /**
     * @param spool    takes the pictures, as long as all have one size
     * @param expected how many there seem to be
     */
    Gathering(Normaliser normaliser, Spool spool, Pulse pulse, long expected) {
        this.normaliser = normaliser;
        this.spool = spool;
        this.pulse = pulse;
        this.expected = expected;
    }

    @Override
    public void className(String name) {
        classes.putIfAbsent(name, classes.size());
    }

    @Override
    public void picture(SourcePicture picture) {
        batch.add(picture);
        pulse.read(picture.bytes());
        batchBytes += picture.bytes();
        if (batch.size() == BATCH || batchBytes >= BATCH_BYTES) {
            flush();
        }
    }

    @Override
    public void refused(String file, String reason) {
        refused.add(file, reason);
        beat();
    }

    @Override
    public void ignored(String file) {
        ignored.add(file, null);
        beat();
    }

    /** Takes in what is still in the batch; to be called once nothing follows. */
    void flush() {
        beat();
        List<NormalisedPicture> normalised = batch.parallelStream()
                .map(picture -> NormalisedPicture.of(picture, normaliser)).toList();
        batch.clear();
        batchBytes = 0;
        try {
            for (NormalisedPicture picture : normalised) {
                add(picture);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the pictures cannot be kept on disk", e);
        }
        beat();
    }

    /** Takes in a picture of the version that is added to: normalised, and with its half decided. */
    void stored(Picture picture, String className, Split split, String file) {
        beat();
        first = first == null ? picture : first;
        try {
            spool.add(picture);
        } catch (IOException e) {
            throw new UncheckedIOException("the pictures cannot be kept on disk", e);
        }
        table.addDecided(Sha256.begin().digest(picture.pixels()), className == null ? -1 : classes.get(className),
                split);
        files.add(file);
        formats.add(STORED);
        modes.add(mode(picture.channels()));
        sizes.add(picture.width() + "x" + picture.height());
        colours.add(colour(picture).name());
        accepted++;
    }

    private void add(NormalisedPicture normalised) throws IOException {
        SourcePicture source = normalised.source();
        if (normalised.refusal() != null) {
            refused.add(source.file(), normalised.refusal());
            return;
        }
        Picture picture = normalised.picture();
        first = first == null ? picture : first;
        alike &= picture.width() == first.width() && picture.height() == first.height();
        if (alike) {
            spool.add(picture);
        }
        table.add(normalised.digest(), source.className() == null ? -1 : classes.get(source.className()),
                source.split());
        files.add(source.file());
        formats.add(source.format());
        modes.add(mode(normalised.channels()));
        sizes.add(normalised.width() + "x" + normalised.height());
        colours.add(colour(picture).name());
        if (normaliser.size() != null) {
            enlarged += Math.min(normalised.width(), normalised.height()) < normaliser.size() ? 1 : 0;
            oblong += normalised.width() == normalised.height() ? 0 : 1;
        }
        accepted++;
    }

    private static Colour colour(Picture picture) {
        return Arrays.stream(Colour.values()).filter(each -> each.channels() == picture.channels()).findFirst()
                .orElseThrow();
    }

    private static String mode(int channels) {
        return switch (channels) {
            case 1 -> "grey";
            case 3 -> "rgb";
            default -> "rgba";
        };
    }

    private void beat() {
        pulse.beat(STAGE, accepted + refused.count(), Math.max(expected, accepted + refused.count()), accepted,
                refused.count());
    }

    /** One of the pictures, normalised; null where there is none. */
    Picture first() {
        return first;
    }

    /** Whether all pictures have one size, once normalised. */
    boolean alike() {
        return alike;
    }

    /** RGB where any picture is; then the grey ones still have to become so. RGBA only where all are. */
    Colour colour() {
        return colours.different() == 1
                ? Colour.valueOf(colours.counts().keySet().iterator().next())
                : Colour.RGB;
    }

    /** Whether grey and RGB pictures came together. */
    boolean mixed() {
        return colours.different() > 1;
    }

    PictureTable table() {
        return table;
    }

    /** The files of the table's pictures. */
    FileNames files() {
        return files;
    }

    /** The numbers under which the table knows the classes. */
    Map<String, Integer> classes() {
        return classes;
    }

    Counter formats() {
        return formats;
    }

    Counter modes() {
        return modes;
    }

    Counter sizes() {
        return sizes;
    }

    LeftOutFiles refused() {
        return refused;
    }

    LeftOutFiles ignored() {
        return ignored;
    }

    long accepted() {
        return accepted;
    }

    /** Pictures that were smaller than the side asked for. */
    long enlarged() {
        return enlarged;
    }

    /** Pictures that were not square and had to become so. */
    long oblong() {
        return oblong;
    }
}
