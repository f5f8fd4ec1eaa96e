package dev.limner.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

class DependencyWatchTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final FakeDependency dependency = new FakeDependency();
    private final DependencyWatch watch = new DependencyWatch(dependency, Duration.ofMillis(5));

    @Test
    void shouldWaitUntilTheDependencyCanBeEstablished() {
        // Given
        dependency.reason = "connection refused";
        watch.look();

        // When
        dependency.reason = null;
        watch.look();

        // Then
        assertThat(dependency.calls).containsExactly("establish", "establish");
        assertThat(watch.problem()).isEmpty();
        assertThat(watch.established().toCompletableFuture()).isCompleted();
    }

    @Test
    void shouldSayWhyWhileItWaits() {
        // Given
        dependency.reason = "connection refused";

        // When
        watch.look();

        // Then
        assertThat(watch.problem()).contains("connection refused");
        assertThat(watch.established().toCompletableFuture()).isNotDone();
    }

    @Test
    void shouldEstablishOnceAndOnlyLookAfterwards() {
        // Given
        watch.look();
        dependency.reason = "gone";
        watch.look();

        // When
        dependency.reason = null;
        watch.look();

        // Then
        assertThat(dependency.calls).containsExactly("establish", "check", "check");
        assertThat(watch.problem()).isEmpty();
    }

    @Test
    void shouldBeAwayWithoutHavingLooked() {
        // When
        Dependencies dependencies = new Dependencies(List.of(dependency), Duration.ofMillis(5));

        // Then
        assertThat(dependencies.away()).containsOnlyKeys("PostgreSQL");
        assertThat(dependencies.established().toCompletableFuture()).isNotDone();
    }

    @Test
    void shouldKeepLookingUntilItIsClosed() {
        // Given
        dependency.reason = "connection refused";
        watch.start();
        await().atMost(PATIENCE).until(() -> dependency.calls.size() > 2);

        // When
        dependency.reason = null;

        // Then
        await().atMost(PATIENCE).until(() -> watch.established().toCompletableFuture().isDone());
        watch.close();
    }

    private static final class FakeDependency implements Dependency {
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private volatile String reason;

        @Override
        public String name() {
            return "PostgreSQL";
        }

        @Override
        public void establish() throws IOException {
            answer("establish");
        }

        @Override
        public void check() throws IOException {
            answer("check");
        }

        private void answer(String call) throws IOException {
            calls.add(call);
            if (reason != null) {
                throw new IOException("cannot " + call, new IOException(reason));
            }
        }
    }
}
