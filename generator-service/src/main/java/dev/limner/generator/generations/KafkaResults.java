package dev.limner.generator.generations;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.runtime.KafkaPublisher;

/** Out: {@code limner.generation-results}, key the generation's id. */
@ApplicationScoped
public class KafkaResults implements DirectResults {
    private static final Logger LOG = Logger.getLogger(KafkaResults.class);
    private static final long NO_CLAIM = 0;
    private static final long ONLY_ONE = 1;

    private final KafkaPublisher publisher;

    KafkaResults(KafkaPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public <T extends Record & GenerationEvent> CompletionStage<Void> ended(T event) {
        String id = "%s:%d:%d".formatted(event.job(), NO_CLAIM, ONLY_ONE);
        return publisher.publish(Topics.GENERATION_RESULTS, event.job(), event, id, NO_CLAIM, ONLY_ONE);
    }

    @Override
    public void progressed(GenerationEvent.Progressed event, long epoch) {
        String id = "%s:%d:progress-%d".formatted(event.job(), epoch, event.done());
        publisher.publish(Topics.GENERATION_RESULTS, event.job(), event, id, epoch, 0).exceptionally(failure -> {
            LOG.debugf(failure, "Progress %s was not sent", id);
            return null;
        });
    }
}
