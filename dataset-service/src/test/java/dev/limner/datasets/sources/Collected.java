package dev.limner.datasets.sources;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A sink that keeps what it is told. */
final class Collected implements SourceSink {
    final Set<String> classes = new LinkedHashSet<>();
    final List<SourcePicture> pictures = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    final List<String> ignored = new ArrayList<>();

    /** Everything the staged files hold. */
    static Collected of(StagedCopy... copies) {
        Collected collected = new Collected();
        try (Sources sources = Sources.open(List.of(copies))) {
            sources.read(collected);
        }
        return collected;
    }

    /** Each picture's file, split and class, in order: {@code a.png null rose}. */
    List<String> places() {
        return pictures.stream()
                .map(picture -> "%s %s %s".formatted(picture.file(), picture.split(), picture.className())).toList();
    }

    @Override
    public void className(String name) {
        classes.add(name);
    }

    @Override
    public void picture(SourcePicture picture) {
        pictures.add(picture);
    }

    @Override
    public void refused(String file, String reason) {
        refused.add(file + " " + reason);
    }

    @Override
    public void ignored(String file) {
        ignored.add(file);
    }
}
