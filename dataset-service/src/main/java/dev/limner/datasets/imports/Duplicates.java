package dev.limner.datasets.imports;

/**
 * Pictures that were left out because the same pixels are in the version already.
 *
 * @param train       within the training half
 * @param heldOut     within the held-out half
 * @param alsoHeldOut left out of training because they are held out
 * @param conflicting pictures, kept once, that came under more than one class
 */
public record Duplicates(long train, long heldOut, long alsoHeldOut, long conflicting) {

    /** All that were left out. */
    long leftOut() {
        return train + heldOut + alsoHeldOut;
    }
}
