package dev.limner.contracts.messages;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a picture that is not square becomes so. */
public enum Fit {
    /** Its middle is kept. */
    @JsonProperty("crop")
    CROP,
    /** The whole is kept, in the middle of a white square; with alpha, of a transparent one. */
    @JsonProperty("pad")
    PAD,
    /** The whole is kept, out of proportion. */
    @JsonProperty("stretch")
    STRETCH
}
