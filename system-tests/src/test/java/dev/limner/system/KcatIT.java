package dev.limner.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.limner.contracts.Topics;

/** A foreign producer that knows nothing of Limner: kcat, where it is installed. */
@ExtendWith(OnOneStack.class)
@EnabledIf("installed")
class KcatIT {

    static boolean installed() {
        try {
            return new ProcessBuilder("kcat", "-V").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while looking for kcat", e);
        }
    }

    @Test
    void shouldTrainAndSampleForKcat(Limner limner) throws Exception {
        // Given
        limner.importDrawn("for-kcat", 600, 100);
        String run = Limner.newId();
        String generation = Limner.newId();

        // When
        kcat(limner, Topics.TRAINING_COMMANDS, ("{\"id\":\"%s\",\"type\":\"training.start\",\"model\":\"for-kcat\","
                + "\"family\":\"vae\",\"dataset\":\"for-kcat\",\"budget\":\"1000\"}").formatted(run));
        Limner.succeeded(limner.wire().awaitEnd(run, Limner.PATIENCE));
        kcat(limner, Topics.GENERATION_REQUESTS,
                ("{\"id\":\"%s\",\"type\":\"generation.sample\",\"model\":\"for-kcat\","
                        + "\"count\":2}").formatted(generation));

        // Then
        assertThat(Limner.succeeded(limner.wire().awaitEnd(generation, Limner.PATIENCE)).get("pictures")).hasSize(2);
    }

    private static void kcat(Limner limner, String topic, String line) throws Exception {
        Process kcat = new ProcessBuilder("kcat", "-P", "-b", limner.stack().endpoints().kafka(), "-t", topic)
                .redirectErrorStream(true).start();
        kcat.getOutputStream().write((line + "\n").getBytes(UTF_8));
        kcat.getOutputStream().close();
        assertThat(kcat.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(kcat.exitValue()).as(new String(kcat.getInputStream().readAllBytes(), UTF_8)).isZero();
    }
}
