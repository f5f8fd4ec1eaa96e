package dev.limner.gateway.events;

import java.util.Map;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.Envelope;
import dev.limner.gateway.datasets.DatasetEvents;
import dev.limner.gateway.generations.GenerationResults;
import dev.limner.gateway.models.ModelEvents;
import dev.limner.gateway.runs.TrainingEvents;

/** Writes an event where the channel of its topic writes it. */
@Singleton
class ReadModel {
    private static final Logger LOG = Logger.getLogger(ReadModel.class);

    private final Map<String, Consumer<Envelope>> writers;

    ReadModel(DatasetEvents datasets, TrainingEvents runs, GenerationResults generations, ModelEvents models) {
        this.writers = Map.of(Topics.DATASET_EVENTS, datasets::apply, Topics.TRAINING_EVENTS, runs::apply,
                Topics.GENERATION_RESULTS, generations::apply, Topics.MODELS, models::apply);
    }

    /** Writes the event now. While the database is away that is left to the channel, which tries until it is back. */
    void apply(Envelope envelope) {
        try {
            writers.get(envelope.type().topic()).accept(envelope);
        } catch (JdbiException e) {
            LOG.warnf("Event %s is passed on before it is in the read model: %s", envelope.id(), e.getMessage());
        }
    }
}
