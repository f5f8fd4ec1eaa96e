package dev.limner.datasets.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** A staged file that was sent by itself. */
record SentFile(StagedCopy copy, Expansion expansion) implements SourceFile {
    SentFile(StagedCopy copy) {
        this(copy, new Expansion(copy.name(), copy.bytes()));
    }

    @Override
    public String shown() {
        return SourcePath.shown(copy.name());
    }

    @Override
    public String archive() {
        return null;
    }

    @Override
    public SourcePath path() throws RefusedFileException {
        return SourcePath.of(copy.name());
    }

    @Override
    public long bytes() {
        return copy.bytes();
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(copy.path());
    }
}
