package dev.limner.cli.stack.servers;

import java.util.List;
import java.util.SortedMap;

import dev.limner.cli.stack.Endpoints;

/**
 * The three servers that a stack's services need.
 *
 * <p>{@link EmbeddedServers} unless told otherwise; the system tests have others, on which the same services run.
 */
public interface Servers {

    Server kafka();

    Server postgresql();

    Server s3();

    /** Makes topics, users, schemas and the bucket, where starting them has not. Called once all have been started. */
    void prepare();

    /** Kafka's bootstrap servers. */
    String bootstrapServers();

    /** The bucket, and the keys to it. */
    Endpoints.S3 bucket();

    /** The database, as one who may do everything in it. */
    Endpoints.Database database();

    /** Of the database's users: one for each service, by its schema. */
    SortedMap<String, String> passwords();

    /** All three. */
    default List<Server> all() {
        return List.of(kafka(), postgresql(), s3());
    }
}
