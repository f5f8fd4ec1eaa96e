package dev.limner.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import io.minio.errors.ErrorResponseException;
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
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    /** Below this an upload is one PUT; streams of unknown length are held in memory by parts of the smaller size. */
    private static final long FILE_PART_BYTES = 256L << 20;
    private static final long STREAM_PART_BYTES = 16L << 20;

    private final S3Settings settings;
    private final MinioClient client;

    public S3ObjectStore(S3Settings settings) {
        this.settings = settings;
        this.client = S3Client.of(settings);
    }

    /** Makes the bucket unless it is there. */
    public void ensureBucket() {
        try {
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(settings.bucket()).build())) {
                client.makeBucket(MakeBucketArgs.builder().bucket(settings.bucket()).build());
            }
        } catch (MinioException e) {
            if (status(e) != CONFLICT) { // another process made it in between
                throw away("make the bucket", settings.bucket(), e);
            }
        }
    }

    /** Whether the server answers and has the bucket; never throws. */
    public boolean reachable() {
        try {
            return client.bucketExists(BucketExistsArgs.builder().bucket(settings.bucket()).build());
        } catch (MinioException e) {
            LOG.debug("{} is away", settings, e);
            return false;
        }
    }

    @Override
    public void put(String key, byte[] bytes) {
        try {
            client.putObject(PutObjectArgs.builder().bucket(settings.bucket()).object(key)
                    .data(bytes, bytes.length).build());
        } catch (MinioException e) {
            throw away("put", key, e);
        }
    }

    @Override
    public void put(String key, Path file) {
        try {
            client.uploadObject(UploadObjectArgs.builder().bucket(settings.bucket()).object(key)
                    .filename(file.toString(), Math.max(FILE_PART_BYTES, size(file) / 1_000)).build());
        } catch (MinioException e) {
            throw away("put " + file + " as", key, e);
        }
    }

    @Override
    public void put(String key, InputStream in, long bytes) {
        try {
            client.putObject(PutObjectArgs.builder().bucket(settings.bucket()).object(key)
                    .stream(in, bytes, STREAM_PART_BYTES).build());
        } catch (MinioException e) {
            throw away("put a stream as", key, e);
        }
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        while (true) {
            try {
                client.putObject(PutObjectArgs.builder().bucket(settings.bucket()).object(key)
                        .data(bytes, bytes.length).extraHeaders(Map.of("If-None-Match", "*")).build());
                return true;
            } catch (MinioException e) {
                switch (status(e)) {
                    case PRECONDITION_FAILED -> {
                        return false;
                    }
                    case CONFLICT -> LOG.debug("'{}' is being written by another; asking again", key);
                    default -> throw away("put if absent", key, e);
                }
            }
        }
    }

    @Override
    public byte[] get(String key) {
        try (GetObjectResponse in = request(GetObjectArgs.builder().bucket(settings.bucket()).object(key).build())) {
            return in.readAllBytes();
        } catch (MinioException | IOException e) {
            throw failed("get", key, e);
        }
    }

    @Override
    public InputStream open(String key) {
        try {
            return request(GetObjectArgs.builder().bucket(settings.bucket()).object(key).build());
        } catch (MinioException e) {
            throw failed("open", key, e);
        }
    }

    @Override
    public byte[] range(String key, long offset, long length) {
        if (offset < 0 || length < 1) {
            throw new IllegalArgumentException("bytes %d + %d of '%s'".formatted(offset, length, key));
        }
        try (GetObjectResponse in = request(GetObjectArgs.builder().bucket(settings.bucket()).object(key)
                .offset(offset).length(length).build())) {
            return in.readAllBytes();
        } catch (MinioException | IOException e) {
            if (status(e) == RANGE_NOT_SATISFIABLE) {
                return new byte[0];
            }
            throw failed("get a range of", key, e);
        }
    }

    @Override
    public long size(String key) {
        try {
            return client.statObject(StatObjectArgs.builder().bucket(settings.bucket()).object(key).build()).size();
        } catch (MinioException e) {
            throw failed("get the size of", key, e);
        }
    }

    @Override
    public boolean exists(String key) {
        try {
            client.statObject(StatObjectArgs.builder().bucket(settings.bucket()).object(key).build());
            return true;
        } catch (MinioException e) {
            if (status(e) == NOT_FOUND) {
                return false;
            }
            throw away("look for", key, e);
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
            client.removeObject(RemoveObjectArgs.builder().bucket(settings.bucket()).object(key).build());
        } catch (MinioException e) {
            if (status(e) != NOT_FOUND) {
                throw away("delete", key, e);
            }
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (Exception e) { // what the SDK declares
            throw new IllegalStateException("the connection to %s does not close".formatted(settings), e);
        }
    }

    private List<String> list(String prefix, boolean deep) {
        List<String> keys = new ArrayList<>();
        try {
            for (Result<Item> item : client.listObjects(ListObjectsArgs.builder().bucket(settings.bucket())
                    .prefix(prefix).recursive(deep).build())) {
                keys.add(item.get().objectName());
            }
        } catch (MinioException e) {
            throw away("list", prefix, e);
        }
        keys.sort(null);
        return keys;
    }

    private GetObjectResponse request(GetObjectArgs args) throws MinioException {
        return client.getObject(args);
    }

    private RuntimeException failed(String what, String key, Exception e) {
        return status(e) == NOT_FOUND && !"NoSuchBucket".equals(((ErrorResponseException) e).errorResponse().code())
                ? new NoSuchObjectException(key, e)
                : away(what, key, e);
    }

    private StoreUnavailableException away(String what, String key, Exception e) {
        return new StoreUnavailableException("cannot %s '%s' at %s: %s".formatted(what, key, settings, e.getMessage()),
                e);
    }

    /** The HTTP status of an answer that refuses, or 0 where there was none. */
    private static int status(Exception e) {
        return e instanceof ErrorResponseException answer ? answer.response().code() : 0;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
