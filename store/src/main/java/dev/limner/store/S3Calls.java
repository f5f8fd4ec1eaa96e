package dev.limner.store;

import java.io.IOException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;

/**
 * Calls of the MinIO SDK, whose failures become one of two things: there is no such object, or the store is away. (The
 * SDK wraps a refused connection in an IllegalStateException, and a broken body comes as an IOException.)
 */
final class S3Calls {
    private static final Logger LOG = LoggerFactory.getLogger(S3Calls.class);
    private static final int NOT_FOUND = 404;

    private final S3Settings settings;

    S3Calls(S3Settings settings) {
        this.settings = settings;
    }

    /** One call of the SDK. */
    interface Call<T> {
        T make() throws MinioException, IOException;
    }

    /** One call of the SDK that gives nothing back. */
    interface Run {
        void make() throws MinioException, IOException;
    }

    /**
     * Makes the call.
     *
     * @param what for the message: "get", "put"
     * @throws NoSuchObjectException     if the server says so of the object, not of the bucket
     * @throws StoreUnavailableException for all else; {@link #status} tells what the server answered
     */
    <T> T call(String what, String key, Call<T> call) {
        try {
            return call.make();
        } catch (MinioException | IOException e) {
            throw failed(what, key, e);
        } catch (IllegalStateException e) {
            if (!(e.getCause() instanceof IOException)) {
                throw e;
            }
            throw failed(what, key, e);
        }
    }

    void run(String what, String key, Run run) {
        call(what, key, () -> {
            run.make();
            return null;
        });
    }

    /** The HTTP status of the answer that refused, or 0 where there was none. */
    static int status(StoreUnavailableException e) {
        return status(e.getCause());
    }

    private RuntimeException failed(String what, String key, Exception e) {
        if (status(e) == NOT_FOUND && !"NoSuchBucket".equals(((ErrorResponseException) e).errorResponse().code())) {
            return new NoSuchObjectException(key, e);
        }
        LOG.debug("cannot {} '{}'", what, key, e);
        return new StoreUnavailableException("cannot %s '%s' at %s: %s".formatted(what, key, settings, e.getMessage()),
                e);
    }

    private static int status(Throwable e) {
        return e instanceof ErrorResponseException answer ? answer.response().code() : 0;
    }
}
