package dev.limner.contracts.messages;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The colour mode that an import asks for: one there is, or the one that suits the pictures. */
public enum ColourChoice {
    @JsonProperty("grey")
    GREY(Colour.GREY),
    @JsonProperty("rgb")
    RGB(Colour.RGB),
    @JsonProperty("rgba")
    RGBA(Colour.RGBA),
    /** Chosen from the pictures' content. */
    @JsonProperty("recommended")
    RECOMMENDED(null);

    private final Colour colour;

    ColourChoice(Colour colour) {
        this.colour = colour;
    }

    /** The mode; null for recommended. */
    public Colour colour() {
        return colour;
    }
}
