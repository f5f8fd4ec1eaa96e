package dev.limner.models.evaluation;

import dev.limner.models.TrainingPictures;

/** Pictures as rows of C·H·W numbers in [0, 1]. */
record Pixels(TrainingPictures pictures) implements Rows {
    private static final float WHITE = 255f;

    @Override
    public int count() {
        return pictures.count();
    }

    @Override
    public int width() {
        return pictures.shape().bytes();
    }

    @Override
    public void copy(int i, float[] target, int offset) {
        byte[] bytes = new byte[width()];
        pictures.copy(i, bytes, 0);
        for (int j = 0; j < bytes.length; j++) {
            target[offset + j] = (bytes[j] & 0xFF) / WHITE;
        }
    }
}
