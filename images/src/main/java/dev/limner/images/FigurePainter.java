package dev.limner.images;

/** Puts a figure on a black ground: tilted, stretched, shifted and shaded by draws, its edge one pixel soft. */
final class FigurePainter {
    private final Figure figure;
    private final double radius;
    private final double shiftX;
    private final double shiftY;
    private final double wide;
    private final double high;
    private final double cos;
    private final double sin;
    private final double light;
    private final double shadeX;
    private final double shadeY;

    FigurePainter(Figure figure, Draws draws) {
        this.figure = figure;
        radius = draws.between(7.5, 11);
        shiftX = draws.between(-2, 2);
        shiftY = draws.between(-2, 2);
        wide = draws.between(0.85, 1.1);
        high = draws.between(0.85, 1.1);
        double tilt = draws.between(-0.4, 0.4);
        cos = StrictMath.cos(tilt);
        sin = StrictMath.sin(tilt);
        light = draws.between(0.7, 0.95);
        shadeX = draws.between(-0.2, 0.2);
        shadeY = draws.between(-0.2, 0.2);
    }

    Picture paint(int side) {
        byte[] pixels = new byte[side * side];
        double middle = side / 2.0;
        double narrow = Math.min(wide, high) * radius;
        double reach = 1.25 * Math.max(wide, high) * radius + 1;
        for (int y = 0; y < side; y++) {
            double dy = y + 0.5 - middle - shiftY;
            for (int x = 0; x < side; x++) {
                double dx = x + 0.5 - middle - shiftX;
                if (dx * dx + dy * dy > reach * reach) {
                    continue;
                }
                double u = (cos * dx + sin * dy) / (wide * radius);
                double v = (cos * dy - sin * dx) / (high * radius);
                double covered = 0.5 - figure.distance(u, v) * narrow;
                if (covered > 0) {
                    double shade = Math.min(1, light + shadeX * u + shadeY * v);
                    pixels[y * side + x] = (byte) Math.round(255 * Math.min(1, covered) * shade);
                }
            }
        }
        return new Picture(1, side, side, pixels);
    }
}
