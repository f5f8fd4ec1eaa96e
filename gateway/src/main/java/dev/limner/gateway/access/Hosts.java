package dev.limner.gateway.access;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The names this gateway may be addressed by: loopback, and those the operator lists. A page of another site that made
 * its own name resolve to this machine (DNS rebinding), or that lets a browser post here, is refused by it.
 */
@Singleton
public class Hosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Set<String> allowed;

    /** @param configured further names, without ports; {@code *} allows any */
    public Hosts(@ConfigProperty(name = "limner.hosts") Optional<Set<String>> configured) {
        this.allowed = configured.orElse(Set.of()).stream().map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a Host header may be answered; null where there was none. */
    public boolean allowsHost(String header) {
        return header != null && allows(header.replaceFirst(":[0-9]*$", ""));
    }

    /** Whether an Origin header may be answered; null where there was none, as from anything but a browser. */
    public boolean allowsOrigin(String header) {
        if (header == null) {
            return true;
        }
        try {
            return allows(URI.create(header).getHost());
        } catch (IllegalArgumentException e) {
            return allowed.contains("*");
        }
    }

    private boolean allows(String name) {
        if (allowed.contains("*")) {
            return true;
        }
        if (name == null) {
            return false;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(lower) || lower.endsWith(".localhost") || allowed.contains(lower);
    }
}
