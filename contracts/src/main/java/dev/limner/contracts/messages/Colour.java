package dev.limner.contracts.messages;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The colour mode of a dataset version: how many channels each picture has. */
public enum Colour {
    @JsonProperty("grey")
    GREY(1),
    @JsonProperty("rgb")
    RGB(3),
    /** The colours are not multiplied by alpha, and 0 where nothing of them shows. */
    @JsonProperty("rgba")
    RGBA(4);

    private final int channels;

    Colour(int channels) {
        this.channels = channels;
    }

    public int channels() {
        return channels;
    }
}
