package dev.limner.models;

import java.util.List;

import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/**
 * RGBA pictures whose alpha is known since it was drawn: a blob of a few discs with a soft edge, often a hole, and hairs less
 * than a pixel to two pixels wide, in two colours with stripes.
 */
record DrawnCutOuts(int count, int side, long seed) implements TrainingPictures {
    private static final int HAIR_POINTS = 48;

    @Override
    public PictureShape shape() {
        return new PictureShape(4, side, side);
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public int label(int i) {
        return -1;
    }

    @Override
    public void copy(int i, byte[] target, int offset) {
        Randomness draw = new Randomness(seed, Stream.SAMPLE_NOISE, i);
        float[] alpha = alpha(draw);
        double[][] colours = {colour(draw), colour(draw)};
        double angle = Math.PI * draw.nextUniform();
        double stripes = draw.nextUniform() < 0.5 ? 0 : 0.3 + 0.7 * draw.nextUniform();
        int plane = side * side;
        for (int p = 0; p < plane; p++) {
            double place = (p % side * Math.cos(angle) + p / side * Math.sin(angle)) / side;
            double share = 0.5 + 0.5 * Math.sin(stripes == 0 ? 2 * place : stripes * side * place);
            for (int c = 0; c < 3; c++) {
                double value = colours[0][c] * share + colours[1][c] * (1 - share);
                target[offset + c * plane + p] = (byte) (alpha[p] == 0 ? 0 : Math.round(255 * value));
            }
            target[offset + 3 * plane + p] = (byte) Math.round(255 * alpha[p]);
        }
    }

    private float[] alpha(Randomness draw) {
        float[] alpha = new float[side * side];
        double middleX = side * (0.4 + 0.2 * draw.nextUniform());
        double middleY = side * (0.4 + 0.2 * draw.nextUniform());
        double soft = 0.5 + 2.5 * draw.nextUniform() * draw.nextUniform();
        for (int disc = 1 + draw.nextBelow(4); disc > 0; disc--) {
            disc(alpha, middleX + side * 0.3 * (draw.nextUniform() - 0.5),
                    middleY + side * 0.3 * (draw.nextUniform() - 0.5), side * (0.1 + 0.14 * draw.nextUniform()), soft,
                    true);
        }
        if (draw.nextUniform() < 0.5) {
            disc(alpha, middleX, middleY, side * (0.04 + 0.07 * draw.nextUniform()), soft, false);
        }
        for (int hair = draw.nextBelow(3) * draw.nextBelow(12); hair > 0; hair--) {
            hair(alpha, middleX, middleY, draw);
        }
        return alpha;
    }

    private void disc(float[] alpha, double x, double y, double radius, double soft, boolean adds) {
        for (int p = 0; p < alpha.length; p++) {
            double beyond = Math.hypot(p % side + 0.5 - x, p / side + 0.5 - y) - radius;
            float inside = (float) Math.min(Math.max(0.5 - beyond / (2 * soft), 0), 1);
            alpha[p] = adds ? Math.max(alpha[p], inside) : Math.min(alpha[p], 1 - inside);
        }
    }

    private void hair(float[] alpha, double x, double y, Randomness draw) {
        double angle = 2 * Math.PI * draw.nextUniform();
        double bend = draw.nextUniform() - 0.5;
        double length = side * (0.25 + 0.2 * draw.nextUniform());
        double strength = 0.3 + 0.6 * draw.nextUniform();
        for (int point = HAIR_POINTS / 4; point < HAIR_POINTS; point++) {
            double along = length * point / HAIR_POINTS;
            double turned = angle + bend * point / HAIR_POINTS;
            int px = (int) Math.floor(x + along * Math.cos(turned));
            int py = (int) Math.floor(y + along * Math.sin(turned));
            if (px >= 0 && px < side && py >= 0 && py < side) {
                alpha[py * side + px] = Math.max(alpha[py * side + px], (float) strength);
            }
        }
    }

    private static double[] colour(Randomness draw) {
        return new double[]{draw.nextUniform(), draw.nextUniform(), draw.nextUniform()};
    }
}
