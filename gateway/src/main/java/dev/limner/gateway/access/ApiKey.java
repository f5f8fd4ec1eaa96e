package dev.limner.gateway.access;

/**
 * A key that requests are sent with.
 *
 * @param id   its own, never secret; part of the ids of the commands that are sent with it
 * @param name what its owner calls it
 * @param role what it may do
 * @param hash of the key itself, which is nowhere stored
 */
public record ApiKey(String id, String name, Role role, KeyHash hash) {}
