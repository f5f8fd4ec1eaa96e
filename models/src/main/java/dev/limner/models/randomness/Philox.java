package dev.limner.models.randomness;

/**
 * Philox4x32-10: a bijection of 128 bits under a key of 64, so that any place of any stream can be had at once, in any
 * order (Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy as 1, 2, 3; SC 2011, section 3.3).
 */
final class Philox {
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long LOW_32 = 0xFFFFFFFFL;

    private Philox() {}

    /** Replaces the four words of {@code counter} by their image under the key. */
    static void encrypt(int[] counter, int key0, int key1) {
        int x0 = counter[0];
        int x1 = counter[1];
        int x2 = counter[2];
        int x3 = counter[3];
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (x0 & LOW_32);
            long product1 = MULTIPLIER_1 * (x2 & LOW_32);
            x0 = (int) (product1 >>> 32) ^ x1 ^ key0;
            x1 = (int) product1;
            x2 = (int) (product0 >>> 32) ^ x3 ^ key1;
            x3 = (int) product0;
            key0 += WEYL_0;
            key1 += WEYL_1;
        }
        counter[0] = x0;
        counter[1] = x1;
        counter[2] = x2;
        counter[3] = x3;
    }
}
