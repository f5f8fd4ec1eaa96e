package dev.limner.store.datasets;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which part of a dataset version a picture belongs to. */
public enum Split {
    TRAIN("train"),
    HELD_OUT("held-out");

    private final String text;

    Split(String text) {
        this.text = text;
    }

    /** As it is written in JSON and shown to people. */
    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
