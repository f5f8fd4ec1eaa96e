package dev.limner.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;

import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** A real S3 server in this process, on the file system: what {@code limner up} starts too. */
final class S3Server implements AutoCloseable {
    private static final String ACCESS_KEY = "limner";
    private static final String SECRET_KEY = "limner-secret";

    private final Path folder;
    private S3Proxy proxy;
    private int port;

    S3Server(Path folder) {
        this.folder = folder;
        start();
    }

    /** Starts, at the port it had before if it was stopped. */
    void start() {
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.toString());
        try {
            proxy = S3Proxy.builder()
                    .blobStore(BlobStores.create("filesystem-nio2", properties))
                    .endpoint(URI.create("http://127.0.0.1:" + port))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                    .build();
            proxy.start();
        } catch (Exception e) { // what S3Proxy declares
            throw new IllegalStateException("the S3 server does not start", e);
        }
        port = proxy.getPort();
    }

    void stop() {
        try {
            proxy.stop();
        } catch (Exception e) { // what S3Proxy declares
            throw new IllegalStateException("the S3 server does not stop", e);
        }
    }

    S3Settings settings(String bucket) {
        return new S3Settings(URI.create("http://127.0.0.1:" + port), ACCESS_KEY, SECRET_KEY, bucket, null);
    }

    /** A client of a bucket that is there. */
    S3ObjectStore store(String bucket) {
        S3ObjectStore store = new S3ObjectStore(settings(bucket));
        store.ensureBucket();
        return store;
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
