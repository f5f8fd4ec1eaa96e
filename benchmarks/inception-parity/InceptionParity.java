import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.limner.models.PictureShape;
import dev.limner.models.evaluation.Inception;
import dev.limner.models.evaluation.Samples;
import dev.limner.store.safetensors.SafeTensors;

/** Prints the features of raw pictures, a line each: {@code WEIGHTS PIXELS COUNT CHANNELS HEIGHT WIDTH}; see parity.py. */
public final class InceptionParity {
    private InceptionParity() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[2]);
        PictureShape shape = new PictureShape(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]));
        byte[] pixels = Files.readAllBytes(Path.of(arguments[1]));
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(Arrays.copyOfRange(pixels, i * shape.bytes(), (i + 1) * shape.bytes()));
        }
        int[] none = new int[count];
        Arrays.fill(none, -1);
        try (Inception inception = new Inception(SafeTensors.readWeights(Files.readAllBytes(Path.of(arguments[0]))),
                "cpu")) {
            float[] values = inception.features(new Samples(shape, List.of(), pictures, none)).values();
            for (int i = 0; i < count; i++) {
                StringBuilder line = new StringBuilder();
                for (int j = 0; j < values.length / count; j++) {
                    line.append(values[i * (values.length / count) + j]).append(' ');
                }
                System.out.println(line);
            }
        }
    }
}
