package dev.limner.contracts.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.limner.contracts.messages.Json;

class ProblemTypeTest {

    /** What is released is branched on: lines are added here, and none is changed. */
    private static final String RELEASED = """
            urn:limner:problem:malformed-message 400
            urn:limner:problem:unknown-type 400
            urn:limner:problem:invalid-field 422
            urn:limner:problem:too-large 413
            urn:limner:problem:unauthorised 401
            urn:limner:problem:forbidden 403
            urn:limner:problem:unknown-dataset 404
            urn:limner:problem:unknown-model 404
            urn:limner:problem:unknown-job 404
            urn:limner:problem:not-found 404
            urn:limner:problem:id-conflict 409
            urn:limner:problem:model-busy 409
            urn:limner:problem:illegal-state 409
            urn:limner:problem:unreadable-archive 422
            urn:limner:problem:unreadable-picture 422
            urn:limner:problem:too-many-refused 422
            urn:limner:problem:no-pictures 422
            urn:limner:problem:diverged 500
            urn:limner:problem:unfinished 500
            urn:limner:problem:out-of-memory 500
            urn:limner:problem:corrupt-object 500
            urn:limner:problem:internal 500
            urn:limner:problem:unavailable 503
            """;

    @Test
    void shouldNeverChangeWhatIsReleased() {
        // When
        String types = Arrays.stream(ProblemType.values()).map(type -> type.uri() + " " + type.status() + "\n")
                .collect(Collectors.joining());

        // Then
        assertThat(types.lines()).containsAll(RELEASED.lines().toList());
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void shouldBeFoundByItsUrn(ProblemType type) {
        assertThat(ProblemType.of(type.uri())).contains(type);
        assertThat(type.title()).matches("[A-Z].*[^.]");
    }

    @Test
    void shouldTravelAsProblemJson() {
        // Given
        Problem problem = Problem.invalidField("files[0].key", "'b' is not an object under staging/");

        // When
        byte[] json = Json.write(problem);

        // Then
        assertThat(new String(json)).isEqualTo("{\"type\":\"urn:limner:problem:invalid-field\","
                + "\"title\":\"A field has a value it must not have\",\"status\":422,"
                + "\"detail\":\"'b' is not an object under staging/\",\"field\":\"files[0].key\"}");
        assertThat(Json.read(json, Problem.class)).isEqualTo(problem);
        assertThat(ProblemType.of("about:blank")).isEmpty();
    }
}
