package dev.limner.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.limner.configuration.Variable.Check;

/** What values may look like. Each says what is wrong in words that end with what to write instead. */
final class Checks {
    private static final int LARGEST_PORT = 65_535;

    private Checks() {}

    static Check any() {
        return value -> Optional.empty();
    }

    static Check atLeast(int characters) {
        return value -> wrong(value.length() < characters,
                "is too short: at least %d characters".formatted(characters));
    }

    static Check number(long least, long most) {
        return value -> {
            try {
                long number = Long.parseLong(value);
                return wrong(number < least || number > most,
                        "is %s: a whole number from %d to %d".formatted(value, least, most));
            } catch (NumberFormatException e) {
                return wrong(true, "is '%s': a whole number from %d to %d".formatted(value, least, most));
            }
        };
    }

    static Check port() {
        return number(1, LARGEST_PORT);
    }

    static Check oneOf(Set<String> values) {
        return value -> wrong(!values.contains(value),
                "is '%s': one of %s".formatted(value, String.join(", ", new TreeSet<>(values))));
    }

    static Check matching(String pattern, String otherwise) {
        return value -> wrong(!value.matches(pattern), "is '%s': %s".formatted(value, otherwise));
    }

    static Check duration() {
        return matching("[1-9][0-9]{0,8}(ms|s|m|h|d)", "a number and a unit (ms, s, m, h or d), as in 30s");
    }

    static Check memory() {
        return matching("[1-9][0-9]{0,12}[KMGkmg]?", "a number of bytes, or with K, M or G, as in 512M");
    }

    /** {@code http://host:port} or {@code https://host}, without a path. */
    static Check httpAddress() {
        return value -> {
            try {
                URI address = new URI(value);
                boolean good = Set.of("http", "https").contains(String.valueOf(address.getScheme()))
                        && address.getHost() != null && address.getUserInfo() == null
                        && Set.of("", "/").contains(address.getPath());
                return wrong(!good, "is '%s': an address without a path, as in https://s3.example:9000"
                        .formatted(value));
            } catch (URISyntaxException e) {
                return wrong(true, "is '%s': %s; as in https://s3.example:9000".formatted(value, e.getReason()));
            }
        };
    }

    static Check kafkaServers() {
        return value -> {
            for (String server : value.split(",", -1)) {
                if (!server.strip().matches("(\\[[0-9a-fA-F:]+]|[A-Za-z0-9._-]+):[0-9]{1,5}")) {
                    return wrong(true,
                            "has '%s': host:port, several with commas between, as in kafka-1:9092,kafka-2:9092"
                                    .formatted(server.strip()));
                }
            }
            return Optional.empty();
        };
    }

    static Check file() {
        return value -> path(value).isPresent()
                ? path(value)
                : wrong(!Files.isRegularFile(Path.of(value)) || !Files.isReadable(Path.of(value)),
                        "names '%s', which is no file that can be read".formatted(value));
    }

    static Check folder() {
        return value -> path(value).isPresent()
                ? path(value)
                : wrong(Files.exists(Path.of(value)) && !Files.isWritable(Path.of(value)),
                        "names '%s', which cannot be written to".formatted(value));
    }

    /** A file with X.509 certificates in PEM. */
    static Check certificates() {
        return value -> {
            Optional<String> missing = file().wrong(value);
            if (missing.isPresent()) {
                return missing;
            }
            try (InputStream in = Files.newInputStream(Path.of(value))) {
                return wrong(CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty(),
                        "names '%s', which has no certificate: PEM".formatted(value));
            } catch (IOException | CertificateException e) {
                return wrong(true, "names '%s', which has no readable certificate (%s): PEM"
                        .formatted(value, e.getMessage()));
            }
        };
    }

    private static Optional<String> path(String value) {
        try {
            return wrong(!Path.of(value).isAbsolute(), "is '%s': an absolute path".formatted(value));
        } catch (InvalidPathException e) {
            return wrong(true, "is '%s', which is no path: %s".formatted(value, e.getReason()));
        }
    }

    private static Optional<String> wrong(boolean is, String what) {
        return is ? Optional.of(what) : Optional.empty();
    }
}
