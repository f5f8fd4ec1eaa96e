package dev.limner.generator.generations;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.images.Picture;
import dev.limner.images.PictureDecoder;

/** What went out directly. */
final class Told implements DirectResults {
    final List<GenerationEvent> ended = new ArrayList<>();
    final List<GenerationEvent.Progressed> progress = new ArrayList<>();

    @Override
    public <T extends Record & GenerationEvent> CompletionStage<Void> ended(T event) {
        ended.add(event);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void progressed(GenerationEvent.Progressed event, long epoch) {
        progress.add(event);
    }

    /** The first that ended, which has succeeded. */
    GenerationEvent.Succeeded succeeded() {
        return (GenerationEvent.Succeeded) ended.get(0);
    }

    /** Its first picture. */
    Picture picture() {
        return PictureDecoder.decode(succeeded().pictures().get(0).png(), "result");
    }
}
