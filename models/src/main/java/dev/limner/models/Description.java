package dev.limner.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.engine.Torch;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Trace;
import dev.limner.models.settings.Augmentation;

/**
 * What a model consists of, found out by painting one picture (where the family paints none: by looking at one, as at those held
 * out) and by one step's forward passes with first weights.
 *
 * @param layers               those that paint, in order, then those that are only trained with
 * @param parameters           that training changes
 * @param paintingParameters   of those, the ones of layers that paint
 * @param multiplyAdds         of painting one picture
 * @param trainingMultiplyAdds of a step's forward passes, for one picture; going back takes about twice as many
 */
public record Description(List<Row> layers, long parameters, long paintingParameters, long multiplyAdds,
        long trainingMultiplyAdds) {
    /** What makes every pass one of a single picture. */
    private static final List<String> ONES = List.of("batch", "accumulation", "samplerBatch");

    /**
     * One layer.
     *
     * @param layer        its name, the prefix of its weights
     * @param output       the shape that it makes of one picture: [C,H,W] or [J]; empty for weights in no layer's hands
     * @param parameters   that training changes
     * @param calls        how often it works for one picture painted, or for one step where it does not paint
     * @param multiplyAdds of all these calls, for one picture
     * @param paints       whether a picture passes it when it is painted
     */
    public record Row(String layer, List<Long> output, long parameters, int calls, long multiplyAdds,
            boolean paints) {}

    public Description {
        layers = List.copyOf(layers);
    }

    /** Of the model that a configuration makes. Takes as long as painting a picture. */
    public static Description of(Configuration configuration) {
        Configuration single = one(configuration);
        Family family = Families.named(configuration.family());
        TrainingPictures pictures = new PlainPictures(configuration.shape(), configuration.classes());
        try (Torch.Recording off = Torch.withoutRecording(); NDManager manager = Torch.manager(Device.cpu())) {
            Learner learner = family.learner(single, manager, pictures);
            Calls painting = new Calls();
            if (family.paints()) {
                Trace.of(() -> paint(family, single, learner), painting::add);
            } else {
                Trace.of(() -> look(learner, single, manager, pictures), painting::add);
            }
            Calls training = new Calls();
            Trace.of(() -> step(learner, single, manager, pictures), training::add);
            return of(learner, painting, training);
        }
    }

    private static Description of(Learner learner, Calls painting, Calls training) {
        Map<String, Long> sizes = sizes(learner);
        long parameters = sizes.values().stream().mapToLong(Long::longValue).sum();
        List<Row> rows = new ArrayList<>();
        painting.layers.forEach((layer, made) -> rows.add(made.row(layer, taken(sizes, layer), true)));
        training.layers.forEach((layer, made) -> {
            if (!painting.layers.containsKey(layer)) {
                rows.add(made.row(layer, taken(sizes, layer), false));
            }
        });
        sizes.forEach((name, size) -> rows.add(new Row(name, List.of(), size, 0, 0, false)));
        return new Description(rows, parameters,
                rows.stream().filter(Row::paints).mapToLong(Row::parameters).sum(),
                painting.multiplyAdds(), training.multiplyAdds());
    }

    /** The same with single pictures. */
    private static Configuration one(Configuration configuration) {
        SortedMap<String, String> settings = new TreeMap<>(configuration.settings());
        ONES.forEach(name -> settings.computeIfPresent(name, (setting, batch) -> "1"));
        return new Configuration(configuration.family(), configuration.preset(), settings, configuration.shape(),
                configuration.classes(), configuration.seed());
    }

    private static void paint(Family family, Configuration configuration, Learner learner) {
        SortedMap<String, Tensor> weights = new TreeMap<>();
        for (Network network : learner.networks()) {
            if (network.part() != Network.Part.TRAINS) {
                Snapshot.put(weights, network.name(), network.parameters().tensors());
            }
        }
        try (Sampler sampler = family.sampler(configuration, weights, "cpu")) {
            sampler.sample(0, 0, 1, new int[]{configuration.classes().isEmpty() ? -1 : 0}, sampler.temperature());
        }
    }

    private static void look(Learner learner, Configuration configuration, NDManager manager,
            TrainingPictures pictures) {
        Loader loader = new Loader(pictures, configuration.classes().size(), configuration.seed(), Augmentation.NONE);
        try (NDManager memory = manager.newSubManager()) {
            Map<String, Weights> weights = new HashMap<>();
            learner.networks().forEach(each -> weights.put(each.name(), each.parameters().frozen(memory)));
            learner.heldOut(weights, loader.batch(memory, 0, 1));
        }
    }

    private static void step(Learner learner, Configuration configuration, NDManager manager,
            TrainingPictures pictures) {
        Loader loader = new Loader(pictures, configuration.classes().size(), configuration.seed(), Augmentation.NONE);
        for (Objective objective : learner.objectives()) {
            try (NDManager memory = manager.newSubManager()) {
                objective.forward().apply(loader.batch(memory, 0, 1));
            }
        }
    }

    /** How many numbers each trained tensor has. */
    private static Map<String, Long> sizes(Learner learner) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (Network network : learner.networks()) {
            Collection<String> buffers = network.parameters().bufferNames();
            network.parameters().tensors().forEach((name, tensor) -> {
                if (!buffers.contains(name)) {
                    sizes.merge(name, Arrays.stream(tensor.shape()).reduce(1, Math::multiplyExact), Long::sum);
                }
            });
        }
        return sizes;
    }

    /** The numbers of a layer's tensors, which are taken out. */
    private static long taken(Map<String, Long> sizes, String layer) {
        long taken = 0;
        for (String name : List.copyOf(sizes.keySet())) {
            if (name.startsWith(layer + ".")) {
                taken += sizes.remove(name);
            }
        }
        return taken;
    }

    /** What layers made, in the order of their first calls. */
    private static final class Calls {
        private final Map<String, Calls.Layer> layers = new LinkedHashMap<>();

        private record Layer(List<Long> output, int calls, long multiplyAdds) {
            Row row(String name, long parameters, boolean paints) {
                return new Row(name, output, parameters, calls, multiplyAdds, paints);
            }
        }

        private void add(Trace.Made made) {
            long[] output = made.output().getShape();
            List<Long> shape = Arrays.stream(output).skip(1).boxed().toList();
            layers.merge(made.layer(), new Layer(shape, 1, made.multiplyAdds()), (before, now) -> new Layer(
                    before.output, before.calls + 1, before.multiplyAdds + now.multiplyAdds));
        }

        private long multiplyAdds() {
            return layers.values().stream().mapToLong(Layer::multiplyAdds).sum();
        }
    }
}
