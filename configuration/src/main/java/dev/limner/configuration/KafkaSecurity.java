package dev.limner.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a Kafka client is told whom to believe and who it is, in Kafka's own names (KIP-651 for PEM). */
public final class KafkaSecurity {
    private static final Map<String, String> PROTOCOLS = Map.of("plaintext", "PLAINTEXT", "tls", "SSL", "sasl",
            "SASL_PLAINTEXT", "sasl-tls", "SASL_SSL");

    private KafkaSecurity() {}

    /** Bootstrap servers and security: all that a client of any kind needs to connect. */
    public static SortedMap<String, String> client(Settings settings) {
        SortedMap<String, String> client = of(settings);
        client.put("bootstrap.servers", settings.get(Variables.KAFKA));
        return client;
    }

    static SortedMap<String, String> of(Settings settings) {
        SortedMap<String, String> client = new TreeMap<>();
        String security = settings.get(Variables.KAFKA_SECURITY);
        client.put("security.protocol", PROTOCOLS.get(security));
        if (security.startsWith("sasl")) {
            String mechanism = settings.get(Variables.KAFKA_MECHANISM);
            client.put("sasl.mechanism", mechanism.toUpperCase(Locale.ROOT));
            client.put("sasl.jaas.config", "org.apache.kafka.common.security.%s required username=%s password=%s;"
                    .formatted(mechanism.equals("plain") ? "plain.PlainLoginModule" : "scram.ScramLoginModule",
                            quoted(settings.get(Variables.KAFKA_USER)),
                            quoted(settings.get(Variables.KAFKA_PASSWORD))));
        }
        settings.find(Variables.KAFKA_CA).ifPresent(file -> {
            client.put("ssl.truststore.type", "PEM");
            client.put("ssl.truststore.location", file);
        });
        settings.find(Variables.KAFKA_CERTIFICATE).ifPresent(file -> {
            client.put("ssl.keystore.type", "PEM");
            client.put("ssl.keystore.certificate.chain", read(file));
            client.put("ssl.keystore.key", read(settings.get(Variables.KAFKA_PRIVATE_KEY)));
        });
        return client;
    }

    /** As JAAS reads strings. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }
}
