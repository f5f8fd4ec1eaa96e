package dev.limner.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the S3 server is and how to speak to it.
 *
 * @param endpoint  {@code http://host:port} or {@code https://host}
 * @param accessKey the user
 * @param secretKey the user's secret; never shown
 * @param bucket    the one bucket everything is in
 * @param region    given, so that no call asks for it; {@code us-east-1} where null or blank
 * @param authorities a PEM file with those to believe about an {@code https} endpoint; null for Java's own
 */
public record S3Settings(URI endpoint, String accessKey, String secretKey, String bucket, String region,
        Path authorities) {
    private static final String DEFAULT_REGION = "us-east-1";

    public S3Settings {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(accessKey, "accessKey");
        Objects.requireNonNull(secretKey, "secretKey");
        if (endpoint.getHost() == null || !("http".equals(endpoint.getScheme())
                || "https".equals(endpoint.getScheme()))) {
            throw new IllegalArgumentException("'%s' is no S3 endpoint: as in http://127.0.0.1:9000"
                    .formatted(endpoint));
        }
        if (bucket == null || !bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException("'%s' is no bucket name: 3 to 63 of a-z, 0-9, dots and hyphens"
                    .formatted(bucket));
        }
        region = region == null || region.isBlank() ? DEFAULT_REGION : region;
    }

    /** One whose certificate, if it has any, Java itself believes. */
    public S3Settings(URI endpoint, String accessKey, String secretKey, String bucket, String region) {
        this(endpoint, accessKey, secretKey, bucket, region, null);
    }

    @Override
    public String toString() {
        return "%s/%s (region %s, user %s)".formatted(endpoint, bucket, region, accessKey);
    }
}
