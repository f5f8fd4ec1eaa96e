package dev.limner.system;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.cli.stack.Endpoints;
import dev.limner.configuration.Program;
import dev.limner.setup.Setup;

/**
 * Empty servers and what the setup, the same that containers run, makes of them.
 *
 * @param database as its superuser
 */
record Prepared(String bootstrapServers, Endpoints.Database database, Endpoints.S3 bucket) {

    /** Of the services' users, by schema. */
    SortedMap<String, String> passwords() {
        SortedMap<String, String> passwords = new TreeMap<>();
        Arrays.stream(Program.values()).filter(Program::service)
                .forEach(service -> passwords.put(service.schema(), "limner-test-" + service.schema()));
        return passwords;
    }

    /** @throws IllegalStateException where a server does not answer or refuses; the reasons have been printed */
    void run() {
        Map<String, String> environment = new HashMap<>(Map.of("LIMNER_KAFKA", bootstrapServers, "LIMNER_DATABASE",
                database.url(), "LIMNER_SETUP_DATABASE_PASSWORD", database.password(), "LIMNER_S3",
                bucket.endpoint().toString(), "LIMNER_S3_ACCESS_KEY", bucket.accessKey(), "LIMNER_S3_SECRET_KEY",
                bucket.secretKey(), "LIMNER_TOPIC_PARTITIONS", "4"));
        Arrays.stream(Program.values()).filter(Program::service).forEach(service -> environment.put(
                "LIMNER_SETUP_%s_PASSWORD".formatted(service.name()), passwords().get(service.schema())));
        if (!Setup.run(environment, System.out)) {
            throw new IllegalStateException("the servers cannot be set up: see above");
        }
    }
}
