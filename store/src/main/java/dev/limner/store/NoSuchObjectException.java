package dev.limner.store;

/** There is no object with this key. */
public final class NoSuchObjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;

    public NoSuchObjectException(String key, Throwable cause) {
        super("there is no object '%s'".formatted(key), cause);
        this.key = key;
    }

    public String key() {
        return key;
    }
}
