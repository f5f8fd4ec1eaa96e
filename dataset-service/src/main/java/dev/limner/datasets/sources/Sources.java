package dev.limner.datasets.sources;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.datasets.sources.FolderLayout.Place;
import dev.limner.images.PictureDecoder;
import dev.limner.images.PictureFormat;

/**
 * Everything an upload holds: pictures, masks, IDX pairs, CIFAR batches, {@code classes.txt} and label files, by themselves
 * or in archives. It is looked through twice: once for names (what pairs up, which folders are halves of a split, how much
 * there is), once for content.
 */
public final class Sources implements AutoCloseable {
    /** Files left out that are kept by name; far more than a report lists. */
    private static final int KEPT = 10_000;
    private static final String MORE = "another file";
    private final List<Archive> archives = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private long alsoRefused;
    private long alsoIgnored;
    private final List<SourceFile> pictures = new ArrayList<>();
    private final List<SourceFile> labelFiles = new ArrayList<>();
    private final List<CifarBatch> cifar = new ArrayList<>();
    private final List<SourceFile> idx = new ArrayList<>();
    private final FolderLayout layout = new FolderLayout();
    private final Masks masks = new Masks();
    private final Labels labels = new Labels();
    private List<IdxPair> pairs = List.of();
    private List<String> classes;
    private Set<String> known;

    /** A file that is not read: refused with a reason, or ignored where there is none. */
    private record LeftOut(String file, String reason) {}

    private Sources() {}

    /**
     * Looks through the staged files.
     *
     * @throws ProblemException (unreadable archive, too large) where an archive, an IDX file or {@code classes.txt} is not
     *                          what it should be, naming it
     */
    public static Sources open(List<StagedCopy> copies) {
        return open(copies, () -> {});
    }

    /**
     * As {@link #open(List)}.
     *
     * @param beat felt often while archives are unpacked and looked through; may throw to abandon
     */
    public static Sources open(List<StagedCopy> copies, Runnable beat) {
        Sources sources = new Sources();
        try {
            for (StagedCopy copy : copies) {
                sources.sort(copy, beat);
            }
            sources.pairs = IdxPair.of(sources.idx);
            sources.label();
            sources.place();
            return sources;
        } catch (RuntimeException e) {
            sources.close();
            throw e;
        }
    }

    /** The classes in the order of their indices, where {@code classes.txt} was sent. */
    public Optional<List<String>> classes() {
        return Optional.ofNullable(classes);
    }

    /** How many pictures there seem to be. */
    public long expected() {
        return pictures.size() + pairs.stream().mapToLong(IdxPair::count).sum()
                + cifar.stream().mapToLong(CifarBatch::count).sum();
    }

    /** Whether pictures came with masks, which become their alpha channel. */
    public boolean masked() {
        return masks.any();
    }

    /**
     * Tells the sink everything there is.
     *
     * @throws ProblemException (unreadable archive, too large) where an IDX file or an archive as a whole turns out to be
     *                          broken
     */
    public void read(SourceSink sink) {
        leftOut.forEach(file -> {
            if (file.reason() == null) {
                sink.ignored(file.file());
            } else {
                sink.refused(file.file(), file.reason());
            }
        });
        LongStream.range(0, alsoRefused).forEach(i -> sink.refused(MORE, "was refused as those listed were"));
        LongStream.range(0, alsoIgnored).forEach(i -> sink.ignored(MORE));
        if (classes != null) {
            classes.forEach(sink::className);
        }
        pairs.forEach(pair -> new IdxReader(pair, classes).read(sink));
        cifar.forEach(batch -> new CifarReader(batch, classes).read(sink));
        pictures.forEach(file -> read(file, sink));
        masks.left().forEach(mask -> sink.refused(mask.shown(), "is a mask, and its picture was not sent"));
        labels.missing(sink::refused);
    }

    @Override
    public void close() {
        for (Archive archive : archives) {
            try {
                archive.close();
            } catch (IOException e) {
                throw new ProblemException(ProblemType.UNREADABLE_ARCHIVE, "an archive cannot be closed", e);
            }
        }
    }

    private void sort(StagedCopy copy, Runnable beat) {
        SourceFile sent = new SentFile(copy);
        if (sort(sent) != FileRole.ARCHIVE) {
            return;
        }
        Archive archive = Archive.open(copy, beat);
        archives.add(archive);
        archive.visit(file -> {
            beat.run();
            if (sort(file) == FileRole.ARCHIVE) {
                leaveOut(file.shown(), "is an archive inside an archive, which is not opened");
            }
        });
    }

    private FileRole sort(SourceFile file) {
        try {
            FileRole role = FileRole.of(file);
            switch (role) {
                case PICTURE -> {
                    masks.see(file.archive(), file.path());
                    pictures.add(file);
                }
                case IDX -> idx.add(file);
                case CIFAR -> cifar.add(CifarBatch.of(file, file.path().file().toLowerCase(Locale.ROOT)));
                case LABELS -> labelFiles.add(file);
                case CLASS_NAMES -> nameClasses(file);
                case NONE -> leaveOut(file.shown(), null);
                case ARCHIVE -> {}
            }
            return role;
        } catch (RefusedFileException e) {
            leaveOut(file.shown(), e.getMessage());
        } catch (IOException e) {
            leaveOut(file.shown(), "cannot be read: " + e.getMessage());
        }
        return FileRole.NONE;
    }

    /** Takes note of a file that is not read; of very many, only of how many. */
    private void leaveOut(String file, String reason) {
        if (leftOut.size() < KEPT) {
            leftOut.add(new LeftOut(file, reason));
        } else if (reason == null) {
            alsoIgnored++;
        } else {
            alsoRefused++;
        }
    }

    private void nameClasses(SourceFile file) {
        List<String> names = ClassNames.read(file);
        if (classes != null && !classes.equals(names)) {
            throw new ProblemException(ProblemType.UNREADABLE_ARCHIVE,
                    "'%s' is a second %s with other names: send one".formatted(file.shown(), ClassNames.FILE));
        }
        classes = names;
        known = new HashSet<>(names);
    }

    private void label() {
        for (SourceFile file : labelFiles) {
            try {
                labels.add(file, (row, reason) -> leaveOut(row, reason));
            } catch (RefusedFileException e) {
                leaveOut(file.shown(), e.getMessage());
            }
        }
    }

    /** Tells masks from pictures, and shows the layout where those lie. */
    private void place() {
        pictures.removeIf(file -> {
            try {
                if (masks.keep(file)) {
                    return true;
                }
                layout.see(file.archive(), masks.plain(file.archive(), file.path()));
                return false;
            } catch (RefusedFileException e) {
                leaveOut(file.shown(), e.getMessage());
                return true;
            }
        });
    }

    /** What the publisher says of a picture: in a label file where there is one, else by its folders. */
    private Place place(SourceFile file) throws RefusedFileException {
        Place place = layout.place(file.archive(), masks.plain(file.archive(), file.path()));
        if (!labels.any()) {
            return place;
        }
        Labels.Row row = labels.of(file.archive(), file.path());
        return row == null
                ? new Place(place.split(), null)
                : new Place(row.split() == null ? place.split() : row.split(), row.label());
    }

    private void read(SourceFile file, SourceSink sink) {
        try {
            Place place = place(file);
            String name = place.className();
            SourceFile mask = masks.take(file);
            if (name != null) {
                ClassNames.check(name);
                if (known != null && !known.contains(name)) {
                    throw new RefusedFileException("is of '%s', which is no class of %s"
                            .formatted(name, ClassNames.FILE));
                }
                sink.className(name);
            }
            byte[] encoded = content(file);
            byte[] masking = mask == null ? null : content(mask);
            String shown = file.shown();
            String shownMask = mask == null ? null : mask.shown();
            sink.picture(new SourcePicture(shown, format(encoded), place.split(), name,
                    encoded.length + (masking == null ? 0 : masking.length),
                    () -> masking == null
                            ? PictureDecoder.decode(encoded, shown)
                            : Masks.apply(PictureDecoder.decode(encoded, shown),
                                    PictureDecoder.decode(masking, shownMask), shown)));
        } catch (RefusedFileException e) {
            sink.refused(file.shown(), e.getMessage());
        } catch (IOException e) {
            sink.refused(file.shown(), "cannot be read: " + e.getMessage());
        }
    }

    /** The format's name in a report. */
    private static String format(byte[] encoded) {
        return PictureFormat.of(encoded).map(PictureFormat::label).orElse("other");
    }

    private static byte[] content(SourceFile file) throws IOException, RefusedFileException {
        try (InputStream in = file.open()) {
            byte[] bytes = in.readNBytes(Limits.PICTURE_BYTES);
            if (in.read() >= 0) {
                throw new RefusedFileException("has more than %d bytes".formatted(Limits.PICTURE_BYTES));
            }
            return bytes;
        }
    }
}
