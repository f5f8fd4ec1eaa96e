package dev.limner.datasets.sources;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.Picture;

/**
 * Masks that came beside their pictures: {@code masks/rose/1.png} is what is opaque of {@code images/rose/1.jpg}, white
 * for all, black for nothing. So only where folders {@code images/} and {@code masks/} stand side by side: a set of
 * carnivals may have a class {@code masks}.
 *
 * <p>Every path is shown to it once before the first is asked for.
 */
final class Masks {
    private final Map<String, Set<Kind>> sides = new HashMap<>();
    private final Map<String, SourceFile> masks = new HashMap<>();

    private enum Kind {
        IMAGES,
        MASKS
    }

    /** Takes note of a path. */
    void see(String archive, SourcePath path) {
        for (int i = 0; i < path.folders().size(); i++) {
            Kind kind = kind(path.folders().get(i));
            if (kind != null) {
                sides.computeIfAbsent(parent(archive, path, i), key -> EnumSet.noneOf(Kind.class)).add(kind);
            }
        }
    }

    /** Whether the upload has masks. */
    boolean any() {
        return sides.values().stream().anyMatch(kinds -> kinds.size() == Kind.values().length);
    }

    /** Keeps the file if it is a mask. */
    boolean keep(SourceFile file) throws RefusedFileException {
        SourcePath path = file.path();
        int at = side(file.archive(), path);
        if (at < 0 || kind(path.folders().get(at)) != Kind.MASKS) {
            return false;
        }
        SourceFile twin = masks.putIfAbsent(key(file.archive(), path, at), file);
        if (twin != null) {
            throw new RefusedFileException("is a mask of the same picture as " + twin.shown());
        }
        return true;
    }

    /**
     * The mask of a picture, handed out once; null where it needs none.
     *
     * @throws RefusedFileException where it lies beside masks and has none
     */
    SourceFile take(SourceFile file) throws RefusedFileException {
        int at = side(file.archive(), file.path());
        if (at < 0) {
            return null;
        }
        SourceFile mask = masks.remove(key(file.archive(), file.path(), at));
        if (mask == null) {
            throw new RefusedFileException("has no mask in %s/".formatted(Kind.MASKS.name().toLowerCase(Locale.ROOT)));
        }
        return mask;
    }

    /** The masks that no picture has asked for. */
    List<SourceFile> left() {
        return new ArrayList<>(masks.values());
    }

    /** The path without the folder {@code images}, which names no class. */
    SourcePath plain(String archive, SourcePath path) {
        int at = side(archive, path);
        if (at < 0) {
            return path;
        }
        List<String> folders = new ArrayList<>(path.folders());
        folders.remove(at);
        return new SourcePath(folders, path.file());
    }

    /**
     * The picture with the mask as its alpha channel, [4,H,W].
     *
     * @throws ProblemException (unreadable picture) where they differ in size
     */
    static Picture apply(Picture picture, Picture mask, String file) {
        if (mask.width() != picture.width() || mask.height() != picture.height()) {
            throw new ProblemException(ProblemType.UNREADABLE_PICTURE,
                    "'%s' has %d×%d pixels and its mask %d×%d: they must be alike".formatted(file, picture.width(),
                            picture.height(), mask.width(), mask.height()));
        }
        byte[] pixels = picture.toRgba().pixels().clone();
        byte[] alpha = mask.toGrey().pixels();
        System.arraycopy(alpha, 0, pixels, 3 * alpha.length, alpha.length);
        return new Picture(4, picture.height(), picture.width(), pixels);
    }

    /** Which of the path's folders is one of two side by side; -1 where none is. */
    private int side(String archive, SourcePath path) {
        for (int i = 0; i < path.folders().size(); i++) {
            if (kind(path.folders().get(i)) != null
                    && sides.getOrDefault(parent(archive, path, i), Set.of()).size() == Kind.values().length) {
                return i;
            }
        }
        return -1;
    }

    private static Kind kind(String folder) {
        return switch (folder.toLowerCase(Locale.ROOT)) {
            case "images" -> Kind.IMAGES;
            case "masks" -> Kind.MASKS;
            default -> null;
        };
    }

    /** What a picture and its mask have in common: all but that folder and the ending. */
    private static String key(String archive, SourcePath path, int at) {
        int dot = path.file().lastIndexOf('.');
        String stem = dot < 0 ? path.file() : path.file().substring(0, dot);
        return parent(archive, path, at) + "\0"
                + String.join("/", path.folders().subList(at + 1, path.folders().size())) + "/" + stem;
    }

    private static String parent(String archive, SourcePath path, int index) {
        return (archive == null ? "" : archive) + "\0" + String.join("/", path.folders().subList(0, index));
    }
}
