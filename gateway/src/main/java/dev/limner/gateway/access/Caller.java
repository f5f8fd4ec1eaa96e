package dev.limner.gateway.access;

import java.security.Principal;

import jakarta.ws.rs.core.SecurityContext;

/**
 * Who sent a request, as JAX-RS shows it to the resources: the principal's name is the key's id.
 *
 * @param key it was sent with
 */
record Caller(ApiKey key) implements SecurityContext, Principal {
    @Override
    public Principal getUserPrincipal() {
        return this;
    }

    @Override
    public String getName() {
        return key.id();
    }

    @Override
    public boolean isUserInRole(String role) {
        return Role.of(role).map(key.role()::includes).orElse(false);
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
