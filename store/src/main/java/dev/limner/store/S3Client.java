package dev.limner.store;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

import io.minio.MinioClient;

import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** How the MinIO SDK is set up: it waits long enough for a busy disk, and never so long that a worker seems dead. */
final class S3Client {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** Between two bytes, either way, and while the server finishes a large object. */
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int CALLS_AT_ONCE = 64;

    private S3Client() {}

    /** A client that does not ask for the bucket's region, does not retry by itself, and holds up no JVM's exit. */
    static MinioClient of(S3Settings settings) {
        Dispatcher dispatcher = new Dispatcher(Executors.newCachedThreadPool(daemons()));
        dispatcher.setMaxRequests(CALLS_AT_ONCE);
        dispatcher.setMaxRequestsPerHost(CALLS_AT_ONCE);
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .socketFactory(new NoDelaySockets())
                .dispatcher(dispatcher)
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE);
        if (settings.authorities() != null) {
            Authorities.believed(http, settings.authorities());
        }
        return MinioClient.builder()
                .endpoint(settings.endpoint().toString())
                .region(settings.region())
                .credentials(settings.accessKey(), settings.secretKey())
                .httpClient(http.build(), true)
                .build();
    }

    private static ThreadFactory daemons() {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "s3-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
