package dev.limner.runtime;

/** Another server that a service cannot work without: PostgreSQL, the bucket, Kafka. */
interface Dependency {

    /** As people call it, {@code PostgreSQL}. */
    String name();

    /** Makes it usable for the first time (tables, the bucket). Called until it succeeds. */
    void establish() throws Exception;

    /** Asks whether it still answers. Called from time to time after {@link #establish} succeeded. */
    void check() throws Exception;
}
