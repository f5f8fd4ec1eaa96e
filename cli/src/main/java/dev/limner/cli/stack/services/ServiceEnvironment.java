package dev.limner.cli.stack.services;

import java.util.Map;
import java.util.TreeMap;

import dev.limner.cli.stack.Endpoints;

/**
 * The variables that tell a service where everything is.
 *
 * @param endpoints where the servers are
 * @param passwords of the database, by user
 * @param threads   the engine's threads
 */
public record ServiceEnvironment(Endpoints endpoints, Map<String, String> passwords, int threads) {

    /** A service's variables, which are added to the ones it inherits. */
    public Map<String, String> of(Service service, int port) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("LIMNER_HOST", "127.0.0.1");
        environment.put("LIMNER_PORT", Integer.toString(port));
        environment.put("LIMNER_KAFKA", endpoints.kafka());
        environment.put("LIMNER_DATABASE", endpoints.database().url());
        environment.put("LIMNER_DATABASE_USER", service.schema());
        environment.put("LIMNER_DATABASE_PASSWORD", passwords.get(service.schema()));
        environment.put("LIMNER_S3", endpoints.s3().endpoint().toString());
        environment.put("LIMNER_S3_ACCESS_KEY", endpoints.s3().accessKey());
        environment.put("LIMNER_S3_SECRET_KEY", endpoints.s3().secretKey());
        environment.put("LIMNER_S3_BUCKET", endpoints.s3().bucket());
        if (service == Service.GATEWAY) {
            environment.put("LIMNER_BOOTSTRAP_KEY", endpoints.apiKey());
        }
        if (service.engine()) {
            environment.put("LIMNER_THREADS", Integer.toString(threads));
            environment.put("OMP_NUM_THREADS", Integer.toString(threads));
            // Idle engine threads sleep: those that spin take the cores from everything else on the machine.
            environment.put("OMP_WAIT_POLICY", "passive");
            environment.put("OPT_OUT_TRACKING", "true");
        }
        return environment;
    }
}
