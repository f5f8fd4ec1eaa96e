package dev.limner.models;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.imageio.ImageIO;

/** Pictures of one size in a zip (PNG, JPEG), as RGB, class = innermost folder, for trials by hand. */
record ZipPictures(PictureShape shape, List<String> classes, List<byte[]> pixels, List<Integer> labels)
        implements
            TrainingPictures {

    /** @param chosen which entries are read, by their place in the order of their names */
    static ZipPictures read(Path file, IntPredicate chosen) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> entries = zip.stream().filter(entry -> entry.getName().matches(".*[.](png|jpg)"))
                    .sorted(Comparator.comparing(ZipEntry::getName)).toList();
            List<String> classes = entries.stream().map(ZipPictures::folder).distinct().sorted().toList();
            List<byte[]> pixels = new ArrayList<>();
            List<Integer> labels = new ArrayList<>();
            BufferedImage picture = null;
            for (int i = 0; i < entries.size(); i++) {
                if (chosen.test(i)) {
                    picture = ImageIO.read(zip.getInputStream(entries.get(i)));
                    pixels.add(planar(picture));
                    labels.add(classes.indexOf(folder(entries.get(i))));
                }
            }
            return new ZipPictures(new PictureShape(3, picture.getHeight(), picture.getWidth()), classes,
                    pixels, labels);
        }
    }

    @Override
    public int count() {
        return pixels.size();
    }

    @Override
    public int label(int i) {
        return labels.get(i);
    }

    @Override
    public void copy(int i, byte[] target, int offset) {
        System.arraycopy(pixels.get(i), 0, target, offset, shape.bytes());
    }

    private static byte[] planar(BufferedImage picture) {
        int plane = picture.getWidth() * picture.getHeight();
        byte[] pixels = new byte[3 * plane];
        for (int i = 0; i < plane; i++) {
            int rgb = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
            for (int c = 0; c < 3; c++) {
                pixels[c * plane + i] = (byte) (rgb >> 16 - 8 * c);
            }
        }
        return pixels;
    }

    private static String folder(ZipEntry entry) {
        String[] parts = entry.getName().split("/");
        return parts[parts.length - 2];
    }
}
