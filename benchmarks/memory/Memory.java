import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import ai.djl.Device;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

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
 * Memory STEPS FAMILY:PRESET[,SETTING=VALUE]…: trains on drawn pictures of 16×16. After a tenth of the steps and after all it prints
 * the step, how many arrays all of the engine's managers hold, and the process's resident memory in MiB, on a line each.
 */
public final class Memory implements TrainingObserver {
    private final NDManager root = Torch.manager(Device.cpu()).getParentManager();
    private final long steps;

    private Memory(long steps) {
        this.steps = steps;
    }

    public static void main(String[] arguments) {
        Torch.threads(1);
        String[] words = arguments[1].split("[:,]");
        Map<String, String> settings = new TreeMap<>();
        for (int i = 2; i < words.length; i++) {
            settings.put(words[i].split("=")[0], words[i].split("=")[1]);
        }
        TrainingPictures pictures = new Drawn();
        Configuration configuration = Families.named(words[0]).configure(words[1], settings, pictures.shape(), pictures.classes(), 1);
        long steps = Long.parseLong(arguments[0]);
        Training.run(configuration, Budget.images(steps * Long.parseLong(settings.get("batch"))), pictures,
                TrainingPictures.none(pictures.shape(), pictures.classes()), Optional.empty(), "cpu", new Memory(steps));
    }

    @Override
    public void started(long parameters, String device) {}

    @Override
    public void progressed(Progress progress) {
        if (progress.step() == steps / 10 || progress.step() == steps) {
            System.gc(); // what the heap has not yet tidied up is no leak
            System.out.printf("%d %d %.1f%n", progress.step(), arrays(root), resident());
        }
    }

    @Override
    public Wish wish(Progress progress) {
        return progress.step() == steps ? Wish.ABANDON : Wish.GO_ON;
    }

    @Override
    public void snapshot(Snapshot snapshot, Map<String, Double> metrics, Previews previews) {}

    /** Managers tell only of their own arrays, not of the managers below them. */
    private static long arrays(NDManager manager) {
        try {
            Field field = BaseNDManager.class.getDeclaredField("resources");
            field.setAccessible(true);
            long count = 0;
            for (Object held : ((Map<?, ?>) field.get(manager)).values()) {
                count += held instanceof NDManager below ? arrays(below) : held instanceof NDArray ? 1 : 0;
            }
            return count;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("DJL keeps its arrays elsewhere now", e);
        }
    }

    private static double resident() {
        try {
            String line = Files.readAllLines(Path.of("/proc/self/status")).stream().filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 256 pictures in two classes. */
    private record Drawn() implements TrainingPictures {
        @Override
        public PictureShape shape() {
            return new PictureShape(1, 16, 16);
        }

        @Override
        public int count() {
            return 256;
        }

        @Override
        public List<String> classes() {
            return List.of("0", "1");
        }

        @Override
        public int label(int i) {
            return i % 2;
        }

        @Override
        public void copy(int i, byte[] target, int offset) {
            for (int at = 0; at < 256; at++) {
                target[offset + at] = (byte) (i % 2 == 0 ? i + 8 * (at / 16) : 255 - i - 8 * (at % 16));
            }
        }
    }
}
