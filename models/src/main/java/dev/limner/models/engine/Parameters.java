package dev.limner.models.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.contracts.tensors.Tensor;

/**
 * The numbers of one network, float32, in native memory that belongs to the manager given: those that are trained, end to
 * end in one vector θ [P], and buffers, such as running means, each by itself. An optimiser and an average so take the same
 * handful of operations however many tensors a network has; a forward pass sees the tensors by name, as views of θ
 * through which gradients flow back ({@link #in}).
 */
public final class Parameters {
    private final NDManager manager;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final SortedMap<String, NDArray> buffers = new TreeMap<>();
    private List<Tensor> first = new ArrayList<>();
    private int count;
    private NDArray vector;

    /** Where in θ a tensor lies. */
    private record Place(int offset, long[] shape) {
        int size() {
            return Math.toIntExact(new Shape(shape).size());
        }
    }

    /** None yet. */
    public Parameters(NDManager manager) {
        this.manager = manager;
    }

    /** Adds a tensor that gradients are taken of; all are added before the first use. */
    public void addTrained(String name, Tensor tensor) {
        if (first == null) {
            throw new IllegalStateException("'%s' comes after the first use".formatted(name));
        }
        requireNew(name);
        Place place = new Place(count, tensor.shape());
        places.put(name, place);
        first.add(tensor);
        count = Math.addExact(count, place.size());
    }

    /** Adds a tensor that is no subject of gradients, such as a running mean. */
    public void addBuffer(String name, Tensor tensor) {
        requireNew(name);
        try (NDArray borrowed = Numbers.of(manager, tensor)) { // its memory is a Java buffer's: the engine makes its own
            buffers.put(name, borrowed.duplicate());
        }
    }

    /** θ [P]: gradients are taken of it. */
    public NDArray vector() {
        if (vector == null) {
            float[] values = new float[count];
            int offset = 0;
            for (Tensor tensor : first) {
                float[] part = tensor.floats();
                System.arraycopy(part, 0, values, offset, part.length);
                offset += part.length;
            }
            first = null;
            try (NDArray borrowed = Numbers.of(manager, values, count)) {
                vector = borrowed.duplicate();
            }
            vector.setRequiresGradient(true);
        }
        return vector;
    }

    /** For a forward pass whose gradients flow to θ. The views belong to {@code memory}. */
    public Weights in(NDManager memory) {
        return count == 0 ? new Weights(buffers) : views(memory, vector());
    }

    /** The same for a forward pass that goes through this network without training it. */
    public Weights frozen(NDManager memory) {
        if (count == 0) {
            return new Weights(buffers);
        }
        NDArray detached = vector().stopGradient();
        detached.attach(memory);
        return views(memory, detached);
    }

    /** A buffer, to be changed in place by whoever keeps it. */
    public NDArray buffer(String name) {
        return buffers.get(name);
    }

    /** Names of the buffers, in order. */
    public SortedSet<String> bufferNames() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(buffers.keySet()));
    }

    /** P: how many numbers training changes. */
    public long count() {
        return count;
    }

    /** A copy of all tensors outside the engine. */
    public SortedMap<String, Tensor> tensors() {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        if (count > 0) {
            float[] values = vector().toFloatArray();
            places.forEach((name, place) -> tensors.put(name, Tensor.of(
                    Arrays.copyOfRange(values, place.offset, place.offset + place.size()), place.shape)));
        }
        buffers.forEach((name, buffer) -> tensors.put(name, Numbers.tensor(buffer)));
        return tensors;
    }

    /** The same numbers again, in memory of their own. */
    public Parameters copy() {
        Parameters copy = new Parameters(manager);
        SortedMap<String, Tensor> tensors = tensors();
        places.keySet().forEach(name -> copy.addTrained(name, tensors.get(name)));
        buffers.keySet().forEach(name -> copy.addBuffer(name, tensors.get(name)));
        return copy;
    }

    /**
     * Replaces all numbers in place, bit for bit.
     *
     * @throws ProblemException if names or shapes are not those of this network
     */
    public void set(SortedMap<String, Tensor> tensors) {
        require(tensors);
        try (Torch.Recording off = Torch.withoutRecording()) {
            if (count > 0) {
                float[] values = new float[count];
                places.forEach((name, place) -> System.arraycopy(tensors.get(name).floats(), 0, values, place.offset,
                        place.size()));
                copy(Tensor.of(values, count), vector());
            }
            buffers.forEach((name, buffer) -> copy(tensors.get(name), buffer));
        }
    }

    private void copy(Tensor tensor, NDArray target) {
        try (NDArray source = Numbers.of(manager, tensor)) {
            source.copyTo(target);
        }
    }

    private void require(SortedMap<String, Tensor> tensors) {
        SortedSet<String> names = new TreeSet<>(places.keySet());
        names.addAll(buffers.keySet());
        if (!tensors.keySet().equals(names)) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT,
                    "the checkpoint has tensors %s, the network %s".formatted(tensors.keySet(), names));
        }
        tensors.forEach((name, tensor) -> {
            Place place = places.get(name);
            long[] own = place == null ? buffers.get(name).getShape().getShape() : place.shape;
            if (tensor.type() != Tensor.Type.F32 || !Arrays.equals(own, tensor.shape())) {
                throw new ProblemException(ProblemType.CORRUPT_OBJECT,
                        "the checkpoint's tensor '%s' is %s, the network's F32%s"
                                .formatted(name, tensor, Arrays.toString(own)));
            }
        });
    }

    private Weights views(NDManager memory, NDArray theta) {
        Map<String, NDArray> arrays = new HashMap<>(buffers);
        NDList parts = places.size() < 2 ? new NDList(theta) : theta.split(cuts(), 0);
        int i = 0;
        for (Map.Entry<String, Place> each : places.entrySet()) {
            NDArray part = parts.get(i++);
            NDArray view = part.reshape(each.getValue().shape);
            view.attach(memory);
            if (part != theta) {
                part.close();
            }
            arrays.put(each.getKey(), view);
        }
        return new Weights(arrays);
    }

    private long[] cuts() {
        return places.values().stream().skip(1).mapToLong(Place::offset).toArray();
    }

    private void requireNew(String name) {
        if (places.containsKey(name) || buffers.containsKey(name)) {
            throw new IllegalArgumentException("two weights named '%s'".formatted(name));
        }
    }
}
