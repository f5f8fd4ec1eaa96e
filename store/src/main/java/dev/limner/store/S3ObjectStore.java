package dev.limner.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;

/**
 * One bucket of an S3 server, by the MinIO SDK. Safe for use by many threads.
 *
 * <p>Nothing is retried here but what a stale connection spoils: callers hold rows and claims, and know better whether
 * a call is still worth repeating.
 */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(S3ObjectStore.class);
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    /** Below this a file is one PUT; the client holds a part in memory. */
    private static final long FILE_PART_BYTES = 16L << 20;
    /** Streams are held in memory by parts of this size. */
    private static final long STREAM_PART_BYTES = 16L << 20;
    private static final int MOST_PARTS = 10_000;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final String bucket;
    private final MinioClient client;
    private final S3Calls calls;

    public S3ObjectStore(S3Settings settings) {
        this.bucket = settings.bucket();
        this.client = S3Client.of(settings);
        this.calls = new S3Calls(settings);
    }

    /** Makes the bucket unless it is there. */
    public void ensureBucket() {
        try {
            if (!bucketExists()) {
                calls.run("make the bucket", bucket,
                        () -> client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build()));
            }
        } catch (StoreUnavailableException e) {
            if (S3Calls.status(e) != CONFLICT) {
                throw e;
            }
            LOG.debug("another process made the bucket '{}' in between", bucket);
        }
    }

    /** Whether the server answers and has the bucket; false while it is away. */
    public boolean reachable() {
        try {
            return bucketExists();
        } catch (StoreUnavailableException e) {
            LOG.debug("not reachable", e);
            return false;
        }
    }

    @Override
    public void put(String key, byte[] bytes) {
        calls.call("put", key, () -> client.putObject(PutObjectArgs.builder()
                .bucket(bucket).object(key).data(bytes, bytes.length).build()));
    }

    @Override
    public void put(String key, Path file) {
        calls.call("put " + file + " as", key, () -> client.uploadObject(UploadObjectArgs.builder()
                .bucket(bucket).object(key)
                .filename(file.toString(), Math.max(FILE_PART_BYTES, Files.size(file) / MOST_PARTS + 1)).build()));
    }

    @Override
    public void put(String key, InputStream in, long bytes) {
        calls.call("put a stream as", key, () -> client.putObject(PutObjectArgs.builder()
                .bucket(bucket).object(key)
                .stream(in, bytes, Math.max(STREAM_PART_BYTES, bytes / MOST_PARTS + 1)).build()));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        while (true) {
            try {
                calls.call("put if absent", key, () -> client.putObject(PutObjectArgs.builder()
                        .bucket(bucket).object(key).data(bytes, bytes.length)
                        .extraHeaders(Map.of("If-None-Match", "*")).build()));
                return true;
            } catch (StoreUnavailableException e) {
                switch (S3Calls.status(e)) {
                    case PRECONDITION_FAILED -> {
                        return false;
                    }
                    case CONFLICT -> LOG.debug("another is writing '{}'; asking again", key);
                    default -> throw e;
                }
            }
        }
    }

    @Override
    public byte[] get(String key) {
        return calls.call("get", key, () -> read(GetObjectArgs.builder().bucket(bucket).object(key).build()));
    }

    @Override
    public InputStream open(String key) {
        return calls.call("open", key,
                () -> client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build()));
    }

    @Override
    public byte[] range(String key, long offset, long length) {
        if (offset < 0 || length < 1) {
            throw new IllegalArgumentException("%d bytes from byte %d of '%s'".formatted(length, offset, key));
        }
        try {
            return calls.call("get a range of", key, () -> read(GetObjectArgs.builder()
                    .bucket(bucket).object(key).offset(offset).length(length).build()));
        } catch (StoreUnavailableException e) {
            if (S3Calls.status(e) == RANGE_NOT_SATISFIABLE) {
                return new byte[0];
            }
            throw e;
        }
    }

    @Override
    public long size(String key) {
        return calls.call("get the size of", key,
                () -> client.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build()).size());
    }

    @Override
    public boolean exists(String key) {
        try {
            return size(key) >= 0;
        } catch (NoSuchObjectException e) {
            LOG.trace("'{}' does not exist", key, e);
            return false;
        }
    }

    @Override
    public List<String> list(String prefix) {
        return list(prefix, true);
    }

    @Override
    public List<String> children(String folder) {
        return list(folder, false);
    }

    @Override
    public void delete(String key) {
        try {
            calls.run("delete", key,
                    () -> client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build()));
        } catch (NoSuchObjectException e) {
            LOG.trace("'{}' was gone", key, e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (Exception e) { // what the SDK declares
            throw new IllegalStateException("the connections to the bucket '%s' do not close".formatted(bucket), e);
        }
    }

    private boolean bucketExists() {
        return calls.call("look for the bucket", bucket,
                () -> client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()));
    }

    /** The whole body; its length is known, so it is not collected in pieces first. */
    private byte[] read(GetObjectArgs args) throws MinioException, IOException {
        try (GetObjectResponse in = client.getObject(args)) {
            String length = in.headers().get("Content-Length");
            if (length == null) {
                return in.readAllBytes();
            }
            if (Long.parseLong(length) > LARGEST_ARRAY) {
                throw new IllegalArgumentException("'%s' has %s bytes: too many to be read at once; open it instead"
                        .formatted(args.object(), length));
            }
            byte[] bytes = new byte[Integer.parseInt(length)];
            int read = in.readNBytes(bytes, 0, bytes.length);
            if (read < bytes.length) {
                throw new EOFException("the answer ended after %d of %d bytes".formatted(read, bytes.length));
            }
            return bytes;
        }
    }

    private List<String> list(String prefix, boolean deep) {
        return calls.call("list", prefix, () -> {
            List<String> keys = new ArrayList<>();
            for (Result<Item> item : client.listObjects(ListObjectsArgs.builder()
                    .bucket(bucket).prefix(prefix).recursive(deep).build())) {
                keys.add(item.get().objectName());
            }
            keys.sort(null);
            return keys;
        });
    }
}
