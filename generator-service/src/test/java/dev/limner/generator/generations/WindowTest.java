package dev.limner.generator.generations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void shouldLetTheNextBeginWhenOneOfTheMostEnds() {
        // Given
        Window window = new Window(2);
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        boolean afterOne = window.begin(() -> first).toCompletableFuture().isDone();
        CompletableFuture<Void> afterTwo = window.begin(() -> second).toCompletableFuture();
        boolean held = !afterTwo.isDone();

        // When
        second.complete(null);

        // Then
        assertThat(afterOne).isTrue();
        assertThat(held).isTrue();
        assertThat(afterTwo).isCompleted();
    }

    @Test
    void shouldGoOnAfterFailure() {
        // Given
        Window window = new Window(1);

        // When
        CompletableFuture<Void> next = window
                .begin(() -> CompletableFuture.failedFuture(new IllegalStateException("test"))).toCompletableFuture();

        // Then
        assertThat(next).isCompleted();
    }
}
