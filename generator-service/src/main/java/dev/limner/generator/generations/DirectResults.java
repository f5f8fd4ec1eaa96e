package dev.limner.generator.generations;

import java.util.concurrent.CompletionStage;

import dev.limner.contracts.messages.GenerationEvent;

/** Publishes what no outbox holds: the ends of generations without a row, and progress. */
interface DirectResults {

    /**
     * The end of a generation without a row, under the same event id however often it is published.
     *
     * @return completes once the broker has acknowledged it
     */
    <T extends Record & GenerationEvent> CompletionStage<Void> ended(T event);

    /**
     * How far a generation is, best effort.
     *
     * @param epoch of the claim
     */
    void progressed(GenerationEvent.Progressed event, long epoch);
}
