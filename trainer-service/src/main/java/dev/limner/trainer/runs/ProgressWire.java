package dev.limner.trainer.runs;

import dev.limner.contracts.messages.TrainingEvent;

/** Sends progress at once, best effort: nothing waits for it, and nothing is made good. */
@FunctionalInterface
interface ProgressWire {

    /**
     * @param epoch of the claim that the progress was made under
     */
    void send(TrainingEvent.Progressed progress, long epoch);
}
