package dev.limner.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobStateTest {

    @ParameterizedTest
    @CsvSource({"ACCEPTED,CLAIM,RUNNING", "ACCEPTED,CANCEL,CANCELLED", "ACCEPTED,STOP,STOPPED",
            "RUNNING,CLAIM,RUNNING", "RUNNING,SUCCEED,SUCCEEDED", "RUNNING,FAIL,FAILED", "RUNNING,CANCEL,CANCELLED",
            "RUNNING,STOP,STOPPED", "RUNNING,RELEASE,ACCEPTED", "STOPPED,CANCEL,CANCELLED", "STOPPED,RESUME,ACCEPTED"})
    void shouldMoveAsTheTableSays(JobState from, JobMove move, JobState to) {
        // When
        JobState next = from.after(move);

        // Then
        assertThat(next).isEqualTo(to);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "FAILED", "CANCELLED"})
    void shouldAllowNoMoveFromATerminalState(JobState terminal) {
        // When
        var moves = Arrays.stream(JobMove.values());

        // Then
        assertThat(moves).allSatisfy(move -> assertThatThrownBy(() -> terminal.after(move))
                .isInstanceOf(IllegalMoveException.class)
                .hasMessageContaining(terminal.name()).hasMessageContaining(move.name()));
    }

    @Test
    void shouldNameStateAndMoveOfAnIllegalMove() {
        // When
        Throwable move = catchThrowable(() -> JobState.ACCEPTED.after(JobMove.SUCCEED));

        // Then
        assertThat(move).isInstanceOf(IllegalMoveException.class)
                .hasMessage("SUCCEED is no move of a job that is ACCEPTED");
    }
}
