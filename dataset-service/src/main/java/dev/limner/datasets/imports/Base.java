package dev.limner.datasets.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

import dev.limner.contracts.messages.DatasetCommand.Import;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.datasets.sources.ClassNames;
import dev.limner.images.Picture;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;

/**
 * The version that an import adds to. What it decided stays decided: its shape and colour, the half of each of its pictures,
 * and the indices of its classes, behind which new ones follow.
 */
record Base(DatasetManifest manifest) {

    /**
     * The dataset's newest version, where the command adds to it.
     *
     * @throws ProblemException (unknown dataset) where there is none; (invalid field) where another shape is asked for
     */
    static Optional<Base> of(Import command, DatasetStore store) {
        if (!command.adds()) {
            return Optional.empty();
        }
        Base base = new Base(store.manifest(DatasetReference.parse(command.dataset())));
        base.check(command);
        return Optional.of(base);
    }

    /** Whether its split is its publisher's. */
    boolean official() {
        return "official".equals(manifest.report().path("split").asText());
    }

    /** The side new pictures get; null where its own are not square, so that they must fit as they are. */
    Integer side() {
        return manifest.width() == manifest.height() ? manifest.width() : null;
    }

    /** Puts its pictures before all others. */
    void read(DatasetStore store, Gathering gathering) {
        manifest.classes().forEach(gathering::className);
        AtomicInteger number = new AtomicInteger();
        store.visit(manifest, record -> gathering.stored(
                new Picture(manifest.colour().channels(), manifest.height(), manifest.width(), record.pixels()),
                record.label() < 0 ? null : manifest.classes().get(record.label()), record.split(),
                "%s #%d".formatted(manifest.reference(), number.getAndIncrement())));
    }

    /**
     * Its classes, then those of the new pictures.
     *
     * @param named the order of all of them, where somebody named it
     * @throws ProblemException (invalid field) where that order is another than its own
     */
    List<String> classes(Set<String> found, Optional<List<String>> named) {
        List<String> own = manifest.classes();
        if (named.isPresent()) {
            if (!own.equals(named.get().subList(0, Math.min(own.size(), named.get().size())))) {
                throw ProblemException.invalidField("files",
                        "the classes named begin otherwise than those of %s, to which is added: %s"
                                .formatted(manifest.reference(), String.join(", ", own)));
            }
            return named.get();
        }
        Set<String> fresh = new TreeSet<>(found);
        own.forEach(fresh::remove);
        List<String> classes = new ArrayList<>(own);
        classes.addAll(ClassNames.sorted(fresh));
        return classes;
    }

    private void check(Import command) {
        if (command.size() != null && command.size().pixels() != null && !command.size().pixels().equals(side())) {
            throw ProblemException.invalidField("size",
                    "%s has %d×%d pixels, and so has what is added to it: leave it out"
                            .formatted(manifest.reference(), manifest.width(), manifest.height()));
        }
        if (command.colour() != null && command.colour().colour() != null
                && command.colour().colour() != manifest.colour()) {
            throw ProblemException.invalidField("colour", "%s is %s, and so is what is added to it: leave it out"
                    .formatted(manifest.reference(), manifest.colour().name().toLowerCase(Locale.ROOT)));
        }
    }
}
