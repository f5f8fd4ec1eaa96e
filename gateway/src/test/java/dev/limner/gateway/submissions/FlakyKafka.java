package dev.limner.gateway.submissions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.limner.jobs.OutboxMessage;
import dev.limner.jobs.Publisher;

/** A broker that does as it is told: takes a record, refuses it, or takes it and dies before it can say so. */
final class FlakyKafka implements Publisher {
    enum Mood {
        TAKES,
        REFUSES,
        TAKES_AND_DOES_NOT_ANSWER
    }

    private final List<OutboxMessage> taken = new ArrayList<>();
    private Mood mood = Mood.TAKES;

    void becomes(Mood next) {
        mood = next;
    }

    @Override
    public CompletionStage<Void> publish(OutboxMessage message) {
        if (mood == Mood.REFUSES) {
            return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        }
        taken.add(message);
        return mood == Mood.TAKES ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
    }

    /** The ids of the records there are, in order. */
    List<String> ids() {
        return taken.stream().map(OutboxMessage::eventId).toList();
    }

    /** The records there are, in order. */
    List<OutboxMessage> taken() {
        return taken;
    }
}
