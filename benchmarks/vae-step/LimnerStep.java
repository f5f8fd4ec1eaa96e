import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.limner.contracts.names.Budget;
import dev.limner.models.Configuration;
import dev.limner.models.Families;
import dev.limner.models.PictureShape;
import dev.limner.models.Previews;
import dev.limner.models.Progress;
import dev.limner.models.Snapshot;
import dev.limner.models.Training;
import dev.limner.models.TrainingObserver;
import dev.limner.models.TrainingPictures;
import dev.limner.models.Wish;
import dev.limner.models.engine.Torch;

/**
 * LimnerStep THREADS STEPS: the training step of the vae's default preset as {@link Training} runs it, from picture bytes to
 * the average. Prints parameters, images/s by the median step, and the settings that the peer needs, on one line.
 */
public final class LimnerStep {
    private static final int WARM = 30;

    public static void main(String[] arguments) {
        Torch.threads(Integer.parseInt(arguments[0]));
        double[] seconds = new double[Integer.parseInt(arguments[1])];
        TrainingPictures pictures = new Patterns();
        Configuration configuration = Families.named("vae").configure(null, Map.of(), pictures.shape(), pictures.classes(), 1);
        Map<String, String> settings = configuration.settings();
        long batch = Long.parseLong(settings.get("batch"));
        long[] parameters = new long[1];
        Training.run(configuration, Budget.images(batch * (WARM + seconds.length)), pictures,
                TrainingPictures.none(pictures.shape(), pictures.classes()), Optional.empty(), "cpu", new TrainingObserver() {
                    private long last = System.nanoTime();

                    @Override
                    public void started(long numbers, String device) {
                        parameters[0] = numbers;
                    }

                    @Override
                    public void progressed(Progress progress) {
                        long now = System.nanoTime();
                        if (progress.step() > WARM) {
                            seconds[(int) progress.step() - WARM - 1] = (now - last) / 1e9;
                        }
                        last = now;
                    }

                    @Override
                    public Wish wish(Progress progress) {
                        return progress.step() == WARM + seconds.length ? Wish.ABANDON : Wish.GO_ON;
                    }

                    @Override
                    public void snapshot(Snapshot snapshot, Map<String, Double> metrics, Previews previews) {}
                });
        Arrays.sort(seconds);
        System.out.printf("%d %.1f %s %s %s %s %s%n", parameters[0], batch / seconds[seconds.length / 2],
                settings.get("channels"), settings.get("hidden"), settings.get("latent"), settings.get("couplings"), batch);
    }

    /** 4 096 pictures of 28×28 in ten classes. */
    private record Patterns(byte[] pixels) implements TrainingPictures {
        private static final int COUNT = 4096;

        private Patterns() {
            this(new byte[COUNT * 784]);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (i * 31 + i / 784 * 7);
            }
        }

        @Override
        public PictureShape shape() {
            return new PictureShape(1, 28, 28);
        }

        @Override
        public int count() {
            return COUNT;
        }

        @Override
        public List<String> classes() {
            return List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        }

        @Override
        public int label(int i) {
            return i % 10;
        }

        @Override
        public void copy(int i, byte[] target, int offset) {
            System.arraycopy(pixels, i * 784, target, offset, 784);
        }
    }
}
