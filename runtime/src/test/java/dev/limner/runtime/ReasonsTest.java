package dev.limner.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;

import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {

    @ParameterizedTest
    @CsvSource({"08006,true", "57P01,true", "42P01,true", "40001,true", ",true", "22021,false", "23505,false"})
    void shouldTellADatabaseThatIsAwayFromAValueItDoesNotTake(String state, boolean passing) {
        // When
        boolean answer = Reasons.passing(new UnableToExecuteStatementException(new SQLException("no", state), null));

        // Then
        assertThat(answer).isEqualTo(passing);
    }

    @Test
    void shouldTakeABugForNothingThatPasses() {
        // When
        boolean answer = Reasons.passing(new CompletionException(new NullPointerException()));

        // Then
        assertThat(answer).isFalse();
    }

    @Test
    void shouldNameTheInnermostCause() {
        // When
        String reason = Reasons.of(new CompletionException(new IllegalStateException(new IOException(" refused "))));

        // Then
        assertThat(reason).isEqualTo("refused");
    }
}
