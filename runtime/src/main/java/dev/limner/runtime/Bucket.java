package dev.limner.runtime;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.limner.store.ObjectStore;
import dev.limner.store.S3ObjectStore;
import dev.limner.store.S3Settings;

/** The bucket that everything is stored in; made where it is missing. */
@Singleton
public class Bucket implements Dependency {
    private final S3Settings settings;
    private final S3ObjectStore store;

    @Inject
    Bucket(@ConfigProperty(name = "limner.s3.endpoint") URI endpoint,
            @ConfigProperty(name = "limner.s3.access-key") String accessKey,
            @ConfigProperty(name = "limner.s3.secret-key") String secretKey,
            @ConfigProperty(name = "limner.s3.bucket") String bucket,
            @ConfigProperty(name = "limner.s3.region") String region,
            @ConfigProperty(name = "limner.s3.ca") Optional<Path> authorities) {
        this.settings = new S3Settings(endpoint, accessKey, secretKey, bucket, region,
                authorities.orElse(null));
        this.store = new S3ObjectStore(settings);
    }

    /** The bucket's objects. */
    @Produces
    @Singleton
    ObjectStore store() {
        return store;
    }

    @Override
    public String name() {
        return "S3";
    }

    @Override
    public void establish() {
        store.ensureBucket();
    }

    @Override
    public void check() {
        store.ensureBucket();
    }
}
