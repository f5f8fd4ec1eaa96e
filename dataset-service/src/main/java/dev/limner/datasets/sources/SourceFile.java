package dev.limner.datasets.sources;

import java.io.IOException;
import java.io.InputStream;

/** A file of an upload, whether it was sent by itself or lies in an archive. */
interface SourceFile {
    /** How a report names it: {@code flowers.zip: rose/1.png}. */
    String shown();

    /** The name of the archive it lies in; null where it was sent by itself. */
    String archive();

    /**
     * Its name, taken apart.
     *
     * @throws RefusedFileException where it must not have such a name
     */
    SourcePath path() throws RefusedFileException;

    /** Its length as it is said to be; what comes out of it may turn out to be other, which ends in an exception. */
    long bytes();

    /**
     * Its content, from the beginning; to be closed by the caller.
     *
     * @throws RefusedFileException where it must not be opened
     * @throws IOException          where it cannot be read; while reading, also where it is not as long as it says or
     *                              its checksum does not fit
     */
    InputStream open() throws IOException, RefusedFileException;

    /** Counts what comes out of it, and of what lies packed in it, against its upload's limit. */
    Expansion expansion();
}
