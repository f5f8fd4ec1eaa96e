package dev.limner.datasets.sources;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.datasets.sources.FolderLayout.Place;
import dev.limner.images.PictureDecoder;
import dev.limner.images.PictureFormat;

/**
 * Everything an upload holds: pictures by themselves or in zips, IDX pairs likewise, and {@code classes.txt}. It is looked
 * through twice: once for names (what pairs up, which folders are halves of a split, how much there is), once for content.
 */
public final class Sources implements AutoCloseable {
    private final List<ZipUpload> zips = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<SourceFile> pictures = new ArrayList<>();
    private final List<SourceFile> idx = new ArrayList<>();
    private final FolderLayout layout = new FolderLayout();
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
        Sources sources = new Sources();
        try {
            for (StagedCopy copy : copies) {
                sources.sort(copy);
            }
            sources.pairs = IdxPair.of(sources.idx);
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
        return pictures.size() + pairs.stream().mapToLong(IdxPair::count).sum();
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
        if (classes != null) {
            classes.forEach(sink::className);
        }
        pairs.forEach(pair -> new IdxReader(pair, classes).read(sink));
        pictures.forEach(file -> read(file, sink));
    }

    @Override
    public void close() {
        for (ZipUpload zip : zips) {
            try {
                zip.close();
            } catch (IOException e) {
                throw new ProblemException(ProblemType.UNREADABLE_ARCHIVE, "an archive cannot be closed", e);
            }
        }
    }

    private void sort(StagedCopy copy) {
        SourceFile sent = new SentFile(copy);
        if (sort(sent) != FileRole.ARCHIVE) {
            return;
        }
        ZipUpload zip = new ZipUpload(copy);
        zips.add(zip);
        zip.visit(file -> {
            if (sort(file) == FileRole.ARCHIVE) {
                leftOut.add(new LeftOut(file.shown(), "is an archive inside an archive, which is not opened"));
            }
        });
    }

    private FileRole sort(SourceFile file) {
        try {
            FileRole role = FileRole.of(file);
            switch (role) {
                case PICTURE -> {
                    layout.see(file.archive(), file.path());
                    pictures.add(file);
                }
                case IDX -> idx.add(file);
                case CLASS_NAMES -> nameClasses(file);
                case NONE -> leftOut.add(new LeftOut(file.shown(), null));
                case ARCHIVE -> {}
            }
            return role;
        } catch (RefusedFileException e) {
            leftOut.add(new LeftOut(file.shown(), e.getMessage()));
        } catch (IOException e) {
            leftOut.add(new LeftOut(file.shown(), "cannot be read: " + e.getMessage()));
        }
        return FileRole.NONE;
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

    private void read(SourceFile file, SourceSink sink) {
        try {
            Place place = layout.place(file.archive(), file.path());
            String name = place.className();
            if (name != null) {
                ClassNames.check(name);
                if (known != null && !known.contains(name)) {
                    throw new RefusedFileException("lies in '%s', which is no class of %s"
                            .formatted(name, ClassNames.FILE));
                }
                sink.className(name);
            }
            byte[] encoded = content(file);
            String shown = file.shown();
            sink.picture(new SourcePicture(shown, format(encoded), place.split(), name, encoded.length,
                    () -> PictureDecoder.decode(encoded, shown)));
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
