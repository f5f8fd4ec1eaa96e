package dev.limner.models.optimisers;

/**
 * The learning rate as a function of images seen, and of nothing else: so the weights at some number of images do not
 * depend on the budget, which may be a time or be raised. After a linear warm-up,
 *
 * <pre>
 * α(n) = α_ref · min(n / n_up, 1) · f(n)
 * </pre>
 *
 * @param reference α_ref
 * @param warmUp    n_up, images; 0 for none
 * @param shape     f
 * @param period    n_ref, images: what f is measured in; 0 for f = 1
 * @param factor    of {@link Shape#STEP}, and what {@link Shape#COSINE} ends at; 0 to 1
 * @param begin     images before n begins to count, for a network that learns later than others
 */
public record LearningRate(double reference, long warmUp, Shape shape, long period, double factor, long begin) {

    /** From the first image on. */
    public LearningRate(double reference, long warmUp, Shape shape, long period, double factor) {
        this(reference, warmUp, shape, period, factor, 0);
    }

    /** What becomes of the learning rate as training goes on. */
    public enum Shape {
        /** f = 1. */
        CONSTANT,
        /** f = 1 / √max(n / n_ref, 1) (Karras et al. 2024, Analyzing and Improving the Training Dynamics, section 2). */
        ROOT,
        /** From 1 to {@code factor} along half a cosine of n_ref images, and there it stays (Loshchilov &amp; Hutter 2017). */
        COSINE,
        /** f = factor^⌊n / n_ref⌋. */
        STEP
    }

    /** A rate that falls by the inverse root. */
    public static LearningRate root(double reference, long warmUp, long period) {
        return new LearningRate(reference, warmUp, Shape.ROOT, period, 1);
    }

    /** The same, {@code images} later. */
    public LearningRate after(long images) {
        return new LearningRate(reference, warmUp, shape, period, factor, begin + images);
    }

    /** α after {@code images} images, the ones of the step counted in. */
    public double at(long images) {
        long counted = Math.max(images - begin, 0);
        double up = warmUp == 0 ? 1 : Math.min((double) counted / warmUp, 1);
        return reference * up * (period == 0 ? 1 : shaped((double) counted / period));
    }

    private double shaped(double periods) {
        return switch (shape) {
            case CONSTANT -> 1;
            case ROOT -> 1 / Math.sqrt(Math.max(periods, 1));
            case COSINE -> factor + (1 - factor) * (1 + Math.cos(Math.PI * Math.min(periods, 1))) / 2;
            case STEP -> Math.pow(factor, Math.floor(periods));
        };
    }
}
