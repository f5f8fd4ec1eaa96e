package dev.limner.models.randomness;

/** What random numbers are for. Streams share no numbers; an id once used is never given to another purpose. */
public enum Stream {
    /** The order of the pictures; index: the epoch. */
    ORDER(1),
    /** First weights; index: a hash of the weight's name. */
    FIRST_WEIGHTS(2),
    /** Noise of training's forward passes; index: images seen before the picture. */
    TRAINING_NOISE(3),
    /** Noise of the losses over held-out pictures; index: the picture. */
    HELD_OUT_NOISE(4),
    /** Noise that samples are made from; index: the sample's. */
    SAMPLE_NOISE(5),
    /** Classes of samples that were asked for without one; index: the sample's. */
    SAMPLE_LABEL(6),
    /** The seed of a run's preview samples; index: 0. */
    PREVIEW(7),
    /** What pictures go through on their way to the network; index: images seen before the picture. */
    AUGMENTATION(8),
    /** First centres of a mixture's components; index: the class. */
    CENTRES(20),
    /** First directions of a principal subspace; index: 0. */
    SUBSPACE(21),
    /** Times at which a flow is trained; index: images seen before the picture. */
    TIME(30),
    /** Whether a picture's class is kept from the network; index: images seen before the picture. */
    CLASS_DROPOUT(31),
    /** Which pictures an evaluation takes where not all; index: how many there are. */
    SUBSETS(40),
    /** Noise whose directions are walked along; index: the picture, below 0 for what directions are searched from. */
    TRAVERSAL(41),
    /** What real and generated pictures go through before they are judged; index: three of each image seen before. */
    JUDGED_AUGMENTATION(50),
    /** Where the search for a picture's code, or a flow's repair, begins; index: the row. */
    REPAIR_NOISE(60),
    /** What variants of a picture are led away by; index: the variant. */
    VARIATION_NOISE(61),
    /** Noise that a repair goes back by; index: rows before it, over all its steps. */
    RESAMPLING_NOISE(62);

    private final int id;

    Stream(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }
}
