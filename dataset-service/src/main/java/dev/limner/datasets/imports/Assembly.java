package dev.limner.datasets.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.limner.contracts.Limits;
import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.DatasetCommand.Import;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.datasets.examination.Catalogue;
import dev.limner.datasets.examination.Examination;
import dev.limner.datasets.imports.AdmissionReport.ClassCount;
import dev.limner.datasets.imports.AdmissionReport.SameFile;
import dev.limner.datasets.sources.ClassNames;
import dev.limner.images.Picture;
import dev.limner.store.Sha256;
import dev.limner.store.datasets.DatasetStore;
import dev.limner.store.datasets.Draft;
import dev.limner.store.datasets.SealedDraft;
import dev.limner.store.datasets.Split;

/** Makes a draft version of what was gathered: checks the whole, decides over each picture, counts what there is. */
final class Assembly {
    private static final int SIZES_NAMED = 5;
    private final Import command;
    private final Choice choice;
    private final Gathering gathered;
    private final Spool spool;
    private final Pulse pulse;
    private final Optional<Base> base;
    private final List<String> classes;
    private final Colour colour;
    private int[] kept = new int[0];

    /**
     * @param base  the version that is added to
     * @param named the classes in their order, where somebody named them
     * @throws ProblemException (no pictures, too many refused, invalid field size, too large) saying what to do
     */
    Assembly(Import command, Choice choice, Gathering gathered, Spool spool, Optional<Base> base,
            Optional<List<String>> named,
            Pulse pulse) {
        this.command = command;
        this.choice = choice;
        this.gathered = gathered;
        this.spool = spool;
        this.pulse = pulse;
        checkCounts();
        checkSizes();
        this.base = base;
        this.classes = base.map(before -> before.classes(gathered.classes().keySet(), named))
                .orElseGet(() -> named.orElseGet(() -> ClassNames.sorted(gathered.classes().keySet())));
        if (classes.size() > Limits.CLASSES) {
            throw new ProblemException(ProblemType.TOO_LARGE,
                    "the pictures lie in %d folders, each a class; at most %d are kept"
                            .formatted(classes.size(), Limits.CLASSES));
        }
        this.colour = gathered.colour();
    }

    /** An empty draft of the version's shape, to be filled by {@link #fill}. */
    Draft draft(DatasetStore store) {
        return store.draft(gathered.first().width(), gathered.first().height(), colour, classes);
    }

    /**
     * Puts the pictures that are kept into the draft.
     *
     * @return what became of everything
     * @throws ProblemException (no pictures) where there is none to train on
     */
    AdmissionReport fill(Draft draft) throws IOException {
        if (gathered.mixed()) {
            spool.read((i, picture) -> gathered.table().replaceDigest(i,
                    Sha256.begin().digest(picture.toRgb().pixels())));
        }
        Admission admission = new Admission(gathered.table(), indices(), base.map(Base::official));
        kept = new int[gathered.table().count()];
        long[][] counts = new long[Split.values().length][classes.size() + 1];
        spool.read((i, picture) -> {
            pulse.beat();
            admission.split(i).ifPresent(split -> {
                Picture coloured = colour == Colour.RGB ? picture.toRgb() : picture;
                kept[Math.toIntExact(draft.added())] = i;
                draft.add(coloured.pixels(), admission.label(i), split);
                counts[split.ordinal()][admission.label(i) + 1]++;
            });
        });
        return report(admission, counts[Split.TRAIN.ordinal()], counts[Split.HELD_OUT.ordinal()]);
    }

    /** The report with what is found out about the pictures that were admitted. */
    AdmissionReport examine(SealedDraft draft, AdmissionReport report) {
        Catalogue catalogue = Catalogue.of(draft);
        Examination examination = Examination.of(catalogue, pulse::beat);
        IntFunction<String> files = i -> gathered.files()
                .get(kept[draft.added(catalogue.split(i), catalogue.index(i))]);
        return report.examined(examination.nearReport(files), examination.outlierReport(files));
    }

    private List<SameFile> same(Admission admission) {
        return admission.twins().stream().map(twin -> new SameFile(gathered.files().get(twin.leftOut()),
                gathered.files().get(twin.kept()))).toList();
    }

    private int[] indices() {
        Map<String, Integer> numbers = gathered.classes();
        int[] indices = new int[numbers.size()];
        for (int i = 0; i < classes.size(); i++) {
            indices[numbers.get(classes.get(i))] = i;
        }
        return indices;
    }

    private AdmissionReport report(Admission admission, long[] train, long[] heldOut) {
        List<ClassCount> counts = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            counts.add(new ClassCount(classes.get(i), train[i + 1], heldOut[i + 1]));
        }
        long trained = LongStream.of(train).sum();
        long unlabelled = train[0] + heldOut[0];
        return new AdmissionReport(gathered.accepted() + gathered.refused().count(), trained,
                LongStream.of(heldOut).sum(), admission.official() ? "official" : "by-digest",
                gathered.formats().counts(), gathered.modes().counts(), gathered.sizes().counts(),
                choice.normaliser().size(), choice.normaliser().fit(), colour, choice.reason().orElse(null), counts,
                unlabelled,
                gathered.refused().report(), gathered.ignored().report(), admission.duplicates(), same(admission), null,
                null,
                Advice.on(trained, counts, unlabelled, admission.duplicates(), gathered.enlarged(),
                        gathered.oblong(), gathered.sizes().different(), choice.normaliser().fit()));
    }

    private void checkCounts() {
        long refused = gathered.refused().count();
        long looked = gathered.accepted() + refused;
        if (looked > 0 && refused > command.maxRefusedShare() * looked) {
            throw new ProblemException(ProblemType.TOO_MANY_REFUSED,
                    "%d of %d pictures were refused, more than the share of %s that maxRefusedShare allows: %s"
                            .formatted(refused, looked, command.maxRefusedShare(), gathered.refused().few()));
        }
        if (gathered.accepted() == 0) {
            throw new ProblemException(ProblemType.NO_PICTURES, "%d files were refused and %d were no pictures%s: "
                    .formatted(refused, gathered.ignored().count(), found())
                    + "send pictures (PNG, JPEG, WebP, GIF, BMP, TIFF), a zip of them, or IDX files");
        }
    }

    private String found() {
        String few = (gathered.refused().count() > 0 ? gathered.refused() : gathered.ignored()).few();
        return few.isEmpty() ? "" : " (" + few + ")";
    }

    private void checkSizes() {
        if (!gathered.alike()) {
            String sizes = gathered.sizes().counts().entrySet().stream().limit(SIZES_NAMED)
                    .map(size -> "%s (%d)".formatted(size.getKey(), size.getValue()))
                    .collect(Collectors.joining(", "));
            throw ProblemException.invalidField("size",
                    "the pictures have %d different sizes, %s%s: say which side they are to have, as in --size 64"
                            .formatted(gathered.sizes().different(), sizes,
                                    gathered.sizes().different() > SIZES_NAMED ? ", …" : ""));
        }
        Picture picture = gathered.first();
        if (Math.min(picture.width(), picture.height()) < Limits.SMALLEST_SIDE
                || Math.max(picture.width(), picture.height()) > Limits.LARGEST_SIDE) {
            throw ProblemException.invalidField("size",
                    "the pictures have %d×%d pixels; a version's have %d to %d on each side: say which, as in --size 64"
                            .formatted(picture.width(), picture.height(), Limits.SMALLEST_SIDE, Limits.LARGEST_SIDE));
        }
    }
}
