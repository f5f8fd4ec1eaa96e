package dev.limner.cli.stack.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

import dev.limner.contracts.Limits;

/** S3 in this process: S3Proxy over a folder. A bucket is a folder in it; both kinds of signature are checked. */
public final class ObjectServer extends Server {
    public static final String BUCKET = "limner";
    public static final String REGION = "us-east-1";

    private final Path folder;
    private final String accessKey;
    private final String secretKey;
    private S3Proxy server;

    /** @param folder its data; made where it is missing */
    public ObjectServer(Path folder, int port, String accessKey, String secretKey) {
        super("s3", port);
        this.folder = folder;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    /** The address that clients are configured with; path style. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    protected void launch() {
        try {
            Files.createDirectories(folder.resolve(BUCKET));
        } catch (IOException e) {
            throw new IllegalStateException("s3's folder %s cannot be made".formatted(folder), e);
        }
        S3Proxy starting = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(endpoint())
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                .maxSinglePartObjectSize(Limits.UPLOAD_BYTES)
                .v4MaxNonChunkedRequestSize(Limits.UPLOAD_BYTES)
                .ignoreUnknownHeaders(true)
                .build();
        try {
            starting.start();
        } catch (Exception e) {
            throw new IllegalStateException("s3 does not start on port %d with the data in %s: %s"
                    .formatted(port(), folder, e.getMessage()), e);
        }
        server = starting;
    }

    @Override
    protected void halt() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("s3 on port %d does not stop: %s".formatted(port(), e.getMessage()), e);
        } finally {
            server = null;
        }
    }

}
