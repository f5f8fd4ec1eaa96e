package dev.limner.contracts.api;

import java.time.Instant;

import dev.limner.contracts.messages.TrainingEvent;

/** One report of a training run, and when it was made. */
public record MetricView(Instant time, TrainingEvent.Progressed progress) {}
