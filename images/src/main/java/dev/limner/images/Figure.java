package dev.limner.images;

/**
 * A figure as its signed distance: how far a point is from the outline, negative inside, in units of the figure's
 * radius, y downwards. Formulae after Inigo Quilez, "2D distance functions"; square roots only, which IEEE 754 rounds
 * the same everywhere.
 */
@FunctionalInterface
interface Figure {
    double distance(double x, double y);

    static Figure disc(double radius) {
        return (x, y) -> Math.sqrt(x * x + y * y) - radius;
    }

    static Figure ring(double radius, double halfStroke) {
        return (x, y) -> Math.abs(Math.sqrt(x * x + y * y) - radius) - halfStroke;
    }

    /** An upright rectangle around (0, centre). */
    static Figure bar(double halfWidth, double halfHeight, double centre) {
        return (x, y) -> {
            double dx = Math.abs(x) - halfWidth;
            double dy = Math.abs(y - centre) - halfHeight;
            double outX = Math.max(dx, 0);
            double outY = Math.max(dy, 0);
            return Math.sqrt(outX * outX + outY * outY) + Math.min(Math.max(dx, dy), 0);
        };
    }

    /** A disc without another disc whose centre lies to the right of its own. */
    static Figure crescent(double radius, double bite, double shift) {
        return (x, y) -> {
            double near = x - shift;
            return Math.max(Math.sqrt(x * x + y * y) - radius, bite - Math.sqrt(near * near + y * y));
        };
    }

    /** A heart with its tip down, about 1 above and below the centre. */
    static Figure heart(double size) {
        double unit = size * 1.75;
        return (x, y) -> {
            double a = Math.abs(x) / unit;
            double b = 0.55 - y / unit;
            if (a + b > 1) {
                return unit * (length(a - 0.25, b - 0.75) - Math.sqrt(2) / 4);
            }
            double along = 0.5 * Math.max(a + b, 0);
            double least = Math.min(length(a, b - 1), length(a - along, b - along));
            return unit * (a > b ? least : -least);
        };
    }

    /** A polygon with these corners, x then y. */
    static Figure polygon(double... corners) {
        int count = corners.length / 2;
        return (x, y) -> {
            double least = Double.MAX_VALUE;
            boolean inside = false;
            for (int i = 0, j = count - 1; i < count; j = i++) {
                double px = x - corners[2 * i];
                double py = y - corners[2 * i + 1];
                double ex = corners[2 * j] - corners[2 * i];
                double ey = corners[2 * j + 1] - corners[2 * i + 1];
                double along = Math.max(0, Math.min(1, (px * ex + py * ey) / (ex * ex + ey * ey)));
                double dx = px - along * ex;
                double dy = py - along * ey;
                least = Math.min(least, dx * dx + dy * dy);
                if (py < 0 != py - ey < 0 && (px * ey > py * ex) == (ey > 0)) {
                    inside = !inside;
                }
            }
            return inside ? -Math.sqrt(least) : Math.sqrt(least);
        };
    }

    /** A star of five points, one of them up. */
    static Figure star(double outer, double inner) {
        double[] corners = new double[20];
        for (int i = 0; i < 10; i++) {
            double radius = i % 2 == 0 ? outer : inner;
            corners[2 * i] = radius * StrictMath.sin(i * Math.PI / 5);
            corners[2 * i + 1] = -radius * StrictMath.cos(i * Math.PI / 5);
        }
        return polygon(corners);
    }

    /** What lies in this figure or the other. */
    default Figure or(Figure other) {
        return (x, y) -> Math.min(distance(x, y), other.distance(x, y));
    }

    private static double length(double x, double y) {
        return Math.sqrt(x * x + y * y);
    }
}
