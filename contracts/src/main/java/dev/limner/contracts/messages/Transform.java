package dev.limner.contracts.messages;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an augmentation does to a picture to make another of the same class. */
public enum Transform {
    /** Mirrored left to right, every other time. Wrong where left and right mean something: letters, digits. */
    @JsonProperty("flip")
    FLIP,
    /** Moved by up to a tenth of its side. */
    @JsonProperty("shift")
    SHIFT,
    /** Turned by up to 12 degrees. */
    @JsonProperty("rotate")
    ROTATE,
    /** Brightness and contrast, and each colour's strength, changed by up to 15 %. */
    @JsonProperty("colour")
    COLOUR
}
