package dev.limner.datasets.imports;

import java.util.ArrayList;
import java.util.List;

import dev.limner.datasets.imports.AdmissionReport.LeftOut;
import dev.limner.datasets.imports.AdmissionReport.LeftOutFile;

/** Counts files that are left out, and keeps the first of them for the report. */
final class LeftOutFiles {
    static final int LISTED = 100;
    private final List<LeftOutFile> files = new ArrayList<>();
    private long count;

    void add(String file, String reason) {
        count++;
        if (files.size() < LISTED) {
            files.add(new LeftOutFile(file, reason));
        }
    }

    long count() {
        return count;
    }

    /** The first few, for a sentence: {@code 'a.png' is a link; 'b.png' is encrypted}. */
    String few() {
        List<String> few = files.stream().limit(3)
                .map(file -> file.reason() == null ? file.file() : "'%s' %s".formatted(file.file(), file.reason()))
                .toList();
        return String.join("; ", few) + (count > few.size() ? "; …" : "");
    }

    LeftOut report() {
        return new LeftOut(count, files);
    }
}
