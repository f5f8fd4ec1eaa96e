package dev.limner.contracts.api;

import java.time.Instant;

/**
 * A picture that was uploaded to be named in requests.
 *
 * @param id        {@code upload:<sha256>}: what requests name it by
 * @param format    {@code png}, {@code jpeg}, {@code webp}, {@code gif}, {@code bmp} or {@code tiff}
 * @param width     in pixels, as stored
 * @param height    in pixels, as stored
 * @param bytes     of the file
 * @param expiresAt when it is collected, unless it is uploaded again before
 */
public record UploadView(String id, String format, int width, int height, long bytes, Instant expiresAt) {}
