package dev.limner.models;

/** A network that learns: what a family brings to the training loop. */
public interface Learner {}
