package dev.limner.datasets.sources;

/** One file of an upload is left out, and why; the files beside it are read on. */
public final class RefusedFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param reason a clause that follows the file's name: {@code is a link}
     */
    public RefusedFileException(String reason) {
        super(reason);
    }

    public RefusedFileException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
