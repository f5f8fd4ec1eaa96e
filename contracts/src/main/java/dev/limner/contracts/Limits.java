package dev.limner.contracts;

/** What bad input is measured against. Checked at the first place that can see the value. */
public final class Limits {
    /** Bytes of one Kafka value. */
    public static final int MESSAGE_BYTES = 2 << 20;
    /** Bytes of one JSON request body over HTTP. */
    public static final int JSON_BYTES = 1 << 20;
    /** Bytes of one upload. */
    public static final long UPLOAD_BYTES = 2L << 30;
    /** Entries of one archive. */
    public static final int ARCHIVE_ENTRIES = 1_000_000;
    /** Pixels of one picture, checked from its header before it is decoded. */
    public static final long PICTURE_PIXELS = 40_000_000;
    /** Bytes of one encoded picture. */
    public static final int PICTURE_BYTES = 64 << 20;
    /** Unpacked bytes for each packed byte of an archive. */
    public static final int EXPANSION = 100;
    /** Bytes of an input picture that rides in a command; larger ones are uploaded first. */
    public static final int INLINE_INPUT_BYTES = 512 << 10;
    /** Hours that an uploaded picture is kept for, since it was uploaded last. */
    public static final int UPLOAD_HOURS = 24;
    /** Longest side of a texture, in pixels. */
    public static final int TEXTURE_SIDE = 4096;
    /** Variants of one picture. */
    public static final int VARIANTS = 256;
    /** Stations of one walk between samples. */
    public static final int STATIONS = 16;
    /** Pictures of one walk. */
    public static final int FRAMES = 1000;
    /** Pictures on a side of a grid between samples. */
    public static final int GRID_SIDE = 32;
    /** Candidates of one repair. */
    public static final int REPAIR_CANDIDATES = 8;
    /** Pictures of one generation. */
    public static final int GENERATION_PICTURES = 10_000;
    /** Bytes of a picture that rides in a result event; larger ones go by their address alone. */
    public static final int INLINE_PICTURE_BYTES = 256 << 10;
    /** Pictures that a result event lists one by one; longer results are listed in the archive's manifest alone. */
    public static final int LISTED_PICTURES = 256;
    /** Side of a model's pictures, in pixels. */
    public static final int SMALLEST_SIDE = 16;
    /** Side of a model's pictures, in pixels. */
    public static final int LARGEST_SIDE = 256;
    /** Characters of a dataset's, a model's or an alias's name. */
    public static final int NAME_CHARACTERS = 63;
    /** Characters of an id that a sender chooses. */
    public static final int ID_CHARACTERS = 64;
    /** Classes of one dataset. */
    public static final int CLASSES = 10_000;
    /** Newest checkpoints that a run keeps beside its best. */
    public static final int KEPT_CHECKPOINTS = 1_000;

    private Limits() {}
}
