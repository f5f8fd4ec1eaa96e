package dev.limner.store.safetensors;

/** Bytes that are not a safetensors file, or not one that this house accepts; the message says where and why. */
public final class MalformedTensorsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public MalformedTensorsException(String message) {
        super(message);
    }

    public MalformedTensorsException(String message, Throwable cause) {
        super(message, cause);
    }
}
