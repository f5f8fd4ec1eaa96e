package dev.limner.models.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.contracts.tensors.Tensor;

/**
 * The named float32 tensors of a network. Their native memory belongs to the manager given, and lives as long as it.
 * <p>
 * Whoever computes with them puts a tensor of his batch on the left ({@code x.mul(w)}, never {@code w.mul(x)}): a result
 * belongs to the manager of its left operand, and what belongs to this manager is freed only with the model.
 */
public final class Weights {
    private final NDManager manager;
    private final SortedMap<String, NDArray> arrays = new TreeMap<>();
    private final SortedSet<String> trained = new TreeSet<>();

    /** None yet. */
    public Weights(NDManager manager) {
        this.manager = manager;
    }

    /** A copy of {@code tensors} that nothing trains. */
    public static Weights of(NDManager manager, SortedMap<String, Tensor> tensors) {
        Weights weights = new Weights(manager);
        tensors.forEach(weights::addBuffer);
        return weights;
    }

    /** Adds a tensor that gradients are taken of. */
    public void addTrained(String name, Tensor first) {
        addBuffer(name, first);
        arrays.get(name).setRequiresGradient(true);
        trained.add(name);
    }

    /** Adds a tensor that is no subject of gradients, such as a running mean. */
    public void addBuffer(String name, Tensor first) {
        if (arrays.containsKey(name)) {
            throw new IllegalArgumentException("two weights named '%s'".formatted(name));
        }
        try (NDArray borrowed = Numbers.of(manager, first)) { // its memory is a Java buffer's: the engine makes its own
            arrays.put(name, borrowed.duplicate());
        }
    }

    /** The tensor of this name; see the class on where to put it. */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("no weight '%s' among %s".formatted(name, arrays.keySet()));
        }
        return array;
    }

    /** All names, in order. */
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(arrays.keySet()));
    }

    /** Names of those that gradients are taken of, in order. */
    public SortedSet<String> trained() {
        return Collections.unmodifiableSortedSet(trained);
    }

    /** How many numbers training changes. */
    public long parameters() {
        return trained.stream().mapToLong(name -> arrays.get(name).size()).sum();
    }

    /** A copy of all outside the engine. */
    public SortedMap<String, Tensor> tensors() {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        arrays.forEach((name, array) -> tensors.put(name, Numbers.tensor(array)));
        return tensors;
    }

    /**
     * Replaces all numbers, bit for bit. Arrays got before are closed by it.
     *
     * @throws ProblemException if names or shapes are not those of these weights
     */
    public void set(SortedMap<String, Tensor> tensors) {
        require(tensors);
        tensors.forEach((name, tensor) -> {
            arrays.remove(name).close();
            if (trained.contains(name)) {
                addTrained(name, tensor);
            } else {
                addBuffer(name, tensor);
            }
        });
    }

    /**
     * Checks that names and shapes are those of these weights.
     *
     * @throws ProblemException naming the first that is not
     */
    public void require(SortedMap<String, Tensor> tensors) {
        if (!tensors.keySet().equals(arrays.keySet())) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT,
                    "the checkpoint has tensors %s, the network %s".formatted(tensors.keySet(), arrays.keySet()));
        }
        tensors.forEach((name, tensor) -> {
            long[] own = arrays.get(name).getShape().getShape();
            if (tensor.type() != Tensor.Type.F32 || !Arrays.equals(own, tensor.shape())) {
                throw new ProblemException(ProblemType.CORRUPT_OBJECT,
                        "the checkpoint's tensor '%s' is %s, the network's F32%s"
                                .formatted(name, tensor, Arrays.toString(own)));
            }
        });
    }
}
