package dev.limner.cli.stack;

import java.net.URI;

/**
 * Where a stack's parts are reached. All of them listen on the loopback address alone.
 *
 * @param gateway  the HTTP address of the gateway
 * @param apiKey   the first API key, an admin's
 * @param kafka    bootstrap servers
 * @param s3       the object store
 * @param database PostgreSQL's database {@code limner}, as its superuser
 */
public record Endpoints(URI gateway, String apiKey, String kafka, S3 s3, Database database) {

    /**
     * An S3 bucket and the keys to it.
     *
     * @param region the region that requests are signed for
     */
    public record S3(URI endpoint, String accessKey, String secretKey, String bucket, String region) {}

    /**
     * A PostgreSQL database and a user of it.
     *
     * @param url the JDBC address, without user and password
     */
    public record Database(String url, String user, String password) {}
}
