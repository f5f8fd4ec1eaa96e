package dev.limner.cli.sources;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * A published set that is known by name. Wherever it comes from, it counts only if its content is what is pinned here.
 *
 * @param name     as {@code --preset} has it
 * @param title    for people
 * @param files    all of it
 * @param homes    where its publishers have it, the first to be asked first
 * @param packaged where a package of the system puts it; null where none does
 * @param classes  in the order of their indices; empty where the files name them
 */
public record Preset(String name, String title, List<PinnedFile> files, List<URI> homes, Path packaged,
        List<String> classes) {
    public Preset {
        files = List.copyOf(files);
        homes = List.copyOf(homes);
        classes = List.copyOf(classes);
    }

    /** Whether a folder has exactly its content. */
    public boolean isIn(Path folder) {
        return inside(folder).isPresent();
    }

    /**
     * The set as it lies in a folder, or is a single file.
     *
     * @throws ProblemException (not found) naming what is missing there or is something else
     */
    public Upload from(Path path) {
        Optional<List<Path>> found = Files.isDirectory(path)
                ? inside(path)
                : Optional.of(List.of(path)).filter(file -> files.size() == 1 && files.get(0).is(path));
        return upload(found.orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND,
                "%s does not hold %s as it was published: %s".formatted(path, title, wrong(path)))));
    }

    /**
     * The set from where it can be had: a package of the system, an earlier download, or its homes.
     *
     * @param cache where downloads are kept
     * @param say   is told where it comes from, and why not from elsewhere
     * @return nothing where it can be had from nowhere
     */
    public Optional<Upload> find(Path cache, Consumer<String> say) {
        return find(cache, homes, say);
    }

    Optional<Upload> find(Path cache, List<URI> asked, Consumer<String> say) {
        if (packaged != null && isIn(packaged)) {
            say.accept("%s from %s".formatted(title, packaged));
            return Optional.of(from(packaged));
        }
        Path folder = cache.resolve(name);
        if (isIn(folder)) {
            say.accept("%s from %s, downloaded before".formatted(title, folder));
            return Optional.of(from(folder));
        }
        for (URI home : asked) {
            try {
                say.accept("downloading %s from %s".formatted(title, home));
                Download.all(files, home, folder, say);
                return Optional.of(from(folder));
            } catch (IOException e) {
                say.accept("%s: %s".formatted(home.getHost(),
                        e.getMessage() == null ? "does not answer" : e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Upload upload(List<Path> found) {
        Upload upload = Upload.of(title, found);
        return classes.isEmpty() ? upload : upload.classes(classes);
    }

    private Optional<List<Path>> inside(Path folder) {
        List<Path> found = new ArrayList<>();
        for (PinnedFile file : files) {
            Optional<Path> path = file.in(folder);
            if (path.isEmpty()) {
                return Optional.empty();
            }
            found.add(path.get());
        }
        return Optional.of(found);
    }

    private String wrong(Path path) {
        PinnedFile first = files.stream().filter(file -> file.in(path).isEmpty()).findFirst().orElse(files.get(0));
        Path file = Files.isDirectory(path) ? path.resolve(first.name()) : path;
        if (!Files.isRegularFile(file)) {
            return "there is no " + first.name();
        }
        try {
            return "%s has the SHA-256 %s, not %s".formatted(file.getFileName(), first.digest(file), first.sha256());
        } catch (IOException e) {
            return "%s cannot be read: %s".formatted(file.getFileName(), e.getMessage());
        }
    }
}
