package dev.limner.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What holds between variables: a password needs its user, an authority needs an encrypted line. */
final class Rules {
    private Rules() {}

    /** @param values by name, defaults included */
    static List<String> broken(Map<String, String> values) {
        List<String> broken = new ArrayList<>();
        values.forEach((name, value) -> {
            // Services would see another value: their configuration takes these for expressions.
            if (value.contains("${") || value.contains("$$") || value.contains("\\$")) {
                broken.add("%s has ${, $$ or \\$ in it, which cannot be told from an expression: choose another"
                        .formatted(name));
            }
        });
        String security = values.getOrDefault(Variables.KAFKA_SECURITY.name(), "");
        boolean sasl = security.startsWith("sasl");
        boolean tls = security.endsWith("tls");
        for (Variable needed : List.of(Variables.KAFKA_USER, Variables.KAFKA_PASSWORD)) {
            if (sasl && !values.containsKey(needed.name())) {
                broken.add("%s is missing: LIMNER_KAFKA_SECURITY is %s".formatted(needed.name(), security));
            } else if (!sasl && values.containsKey(needed.name())) {
                broken.add("%s is set, but LIMNER_KAFKA_SECURITY is %s: make it sasl-tls, or leave %s out"
                        .formatted(needed.name(), security, needed.name()));
            }
        }
        for (Variable file : List.of(Variables.KAFKA_CA, Variables.KAFKA_CERTIFICATE, Variables.KAFKA_PRIVATE_KEY)) {
            if (!tls && values.containsKey(file.name())) {
                broken.add("%s is set, but LIMNER_KAFKA_SECURITY is %s: make it tls or sasl-tls, or leave %s out"
                        .formatted(file.name(), security, file.name()));
            }
        }
        if (values.containsKey(Variables.KAFKA_CERTIFICATE.name()) != values
                .containsKey(Variables.KAFKA_PRIVATE_KEY.name())) {
            broken.add("LIMNER_KAFKA_CERTIFICATE and LIMNER_KAFKA_PRIVATE_KEY belong together: set both or neither");
        }
        if (values.containsKey(Variables.DATABASE_CA.name())
                && !values.getOrDefault(Variables.DATABASE_TLS.name(), "verify-full").startsWith("verify")) {
            broken.add("LIMNER_DATABASE_CA is set, but LIMNER_DATABASE_TLS is %s, which believes anyone: make it "
                    .formatted(values.get(Variables.DATABASE_TLS.name())) + "verify-full, or leave the CA out");
        }
        if (values.containsKey(Variables.S3_CA.name())
                && !values.getOrDefault(Variables.S3.name(), "").startsWith("https:")) {
            broken.add("LIMNER_S3_CA is set, but LIMNER_S3 is no https address");
        }
        return broken;
    }
}
