package dev.limner.gateway.generations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class PreferenceTest {
    @Test
    void shouldReadHowLongAClientWaits() {
        // Given
        String[] tenSeconds = {"wait=10", "respond-async, wait=10", "Wait = 10; x=y", "wait=\"10\""};

        // When / Then
        assertThat(tenSeconds).allSatisfy(
                header -> assertThat(Preference.wait(header)).contains(Duration.ofSeconds(10)));
    }

    @Test
    void shouldHoldNoRequestTooLong() {
        // Given
        String hours = "wait=99999";

        // When / Then
        assertThat(Preference.wait(hours)).contains(Preference.LONGEST);
    }

    @Test
    void shouldNotWaitUnlessAsked() {
        // Given
        String[] no = {null, "", "wait=0", "return=minimal", "await=10", "wait=soon"};

        // When / Then
        assertThat(no).allSatisfy(header -> assertThat(Preference.wait(header)).isEmpty());
    }
}
