package dev.limner.datasets.sources;

/** Told what an upload holds, one after the other. */
public interface SourceSink {
    /** There is such a class, whether or not a picture of it follows. */
    void className(String name);

    void picture(SourcePicture picture);

    /** A picture that cannot be taken, or a file that somebody meant ill with. */
    void refused(String file, String reason);

    /** A file that is no picture, or that a system left behind. */
    void ignored(String file);
}
