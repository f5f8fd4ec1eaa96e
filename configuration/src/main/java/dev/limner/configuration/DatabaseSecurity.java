package dev.limner.configuration;

import java.util.SortedMap;
import java.util.TreeMap;

/** How PostgreSQL's driver is told whether to encrypt and whom to believe, in the driver's own names. */
public final class DatabaseSecurity {
    private DatabaseSecurity() {}

    /** {@code sslmode}, and {@code sslrootcert} where there is an authority. */
    public static SortedMap<String, String> of(Settings settings) {
        SortedMap<String, String> driver = new TreeMap<>();
        driver.put("sslmode", settings.find(Variables.DATABASE_TLS)
                .orElse(settings.find(Variables.DATABASE_CA).isPresent() ? "verify-full" : "prefer"));
        settings.find(Variables.DATABASE_CA).ifPresent(file -> driver.put("sslrootcert", file));
        return driver;
    }
}
