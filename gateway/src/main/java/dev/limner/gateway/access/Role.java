package dev.limner.gateway.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key may do. Each role may do everything that the ones before it may. */
public enum Role {
    /** Looks at everything. */
    VIEWER,
    /** Asks for pictures. */
    USER,
    /** Imports datasets and trains models. */
    TRAINER,
    /** Everything. */
    ADMIN;

    /** The word that is stored and shown: {@code trainer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it may do what the other role may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The role with this word, if there is one. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
