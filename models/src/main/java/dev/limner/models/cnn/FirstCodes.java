package dev.limner.models.cnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Torch;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/**
 * The codes that learning begins with: each picture's place in the {@link PrincipalSubspace} of the pictures (Bojanowski et al.
 * 2018, section 3.2), so that alike pictures have alike codes from the start. Large pictures are looked at in small. The
 * codes' root mean square length is {@value #LENGTH}; those beyond 1 are brought to it.
 */
final class FirstCodes {
    private static final double LENGTH = 0.5;
    private static final int LOOKED_AT = 4096;
    private static final int LARGEST_SIDE = 32;
    private static final int CHUNK = 1024;

    private final TrainingPictures pictures;
    private final int across;
    private final int size;

    private FirstCodes(TrainingPictures pictures) {
        this.pictures = pictures;
        PictureShape shape = pictures.shape();
        int smaller = 1;
        while (Math.max(shape.height(), shape.width()) / smaller > LARGEST_SIDE) {
            smaller *= 2;
        }
        this.across = smaller;
        this.size = shape.channels() * (shape.height() / across) * (shape.width() / across);
    }

    /** [N,J], row by row; depends on pictures and seed alone. */
    static float[] of(TrainingPictures pictures, int code, long seed) {
        return new FirstCodes(pictures).codes(code, seed);
    }

    private float[] codes(int code, long seed) {
        int count = pictures.count();
        int rank = Math.min(code, size);
        float[] codes = new float[Math.multiplyExact(count, code)];
        try (Torch.Recording off = Torch.withoutRecording();
                NDManager memory = Torch.manager(ai.djl.Device.cpu())) {
            int looked = Math.min(count, LOOKED_AT);
            NDArray some = looks(memory, 0, looked, (double) count / looked);
            NDArray mean = some.mean(new int[]{0}, true);
            NDArray q = PrincipalSubspace.of(some.sub(mean), rank, new Randomness(seed, Stream.SUBSPACE, 0));
            for (int from = 0; from < count; from += CHUNK) {
                try (NDManager chunk = memory.newSubManager()) {
                    int rows = Math.min(CHUNK, count - from);
                    float[] places = looks(chunk, from, rows, 1).sub(mean).matMul(q).toFloatArray();
                    for (int n = 0; n < rows; n++) {
                        System.arraycopy(places, n * rank, codes, (from + n) * code, rank);
                    }
                }
            }
        }
        scale(codes, count);
        for (int n = 0; n < count; n++) {
            UnitBall.project(codes, n * code, code);
        }
        return codes;
    }

    private static void scale(float[] codes, int count) {
        double squares = 0;
        for (float number : codes) {
            squares += (double) number * number;
        }
        double factor = squares == 0 ? 0 : LENGTH / Math.sqrt(squares / count);
        for (int i = 0; i < codes.length; i++) {
            codes[i] *= (float) factor;
        }
    }

    /** Pictures {@code from}, {@code from + stride} … in small, [rows,D]: each number the mean of a square of pixels. */
    private NDArray looks(NDManager memory, int from, int rows, double stride) {
        PictureShape shape = pictures.shape();
        float[] looks = new float[rows * size];
        byte[] pixels = new byte[shape.bytes()];
        int height = shape.height() / across;
        int width = shape.width() / across;
        float share = 1f / (255 * across * across);
        for (int n = 0; n < rows; n++) {
            pictures.copy(from + (int) (n * stride), pixels, 0);
            for (int c = 0; c < shape.channels(); c++) {
                for (int y = 0; y < height * across; y++) {
                    int row = n * size + (c * height + y / across) * width;
                    int line = (c * shape.height() + y) * shape.width();
                    for (int x = 0; x < width * across; x++) {
                        looks[row + x / across] += share * (pixels[line + x] & 255);
                    }
                }
            }
        }
        return Numbers.of(memory, looks, rows, size);
    }
}
