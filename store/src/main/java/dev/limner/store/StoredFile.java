package dev.limner.store;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * An object as a manifest names it. Whoever reads it by way of its manifest gets these bytes or an exception, never
 * others.
 *
 * @param key    its object key
 * @param bytes  its size
 * @param sha256 of its content, in hex
 */
public record StoredFile(String key, long bytes, String sha256) {

    /** Stores the content and returns what a manifest says of it. */
    public static StoredFile write(ObjectStore objects, String key, byte[] content) {
        objects.put(key, content);
        return new StoredFile(key, content.length, Sha256.hex(content));
    }

    /**
     * The content, checked.
     *
     * @throws ProblemException (corrupt object) if the object is missing, shorter, longer or another
     */
    public byte[] read(ObjectStore objects) {
        byte[] content;
        try {
            content = objects.get(key);
        } catch (NoSuchObjectException e) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT, "the object '%s' is missing".formatted(key), e);
        }
        if (content.length != bytes) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT,
                    "the object '%s' has %d bytes, where its manifest says %d".formatted(key, content.length, bytes));
        }
        String found = Sha256.hex(content);
        if (!found.equals(sha256)) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT,
                    "the object '%s' has SHA-256 %s, where its manifest says %s".formatted(key, found, sha256));
        }
        return content;
    }
}
