package dev.limner.store.datasets;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.store.ObjectStore;
import dev.limner.store.safetensors.MalformedTensorsException;
import dev.limner.store.safetensors.SafeTensors;

/** A shard's form: {@code images uint8 [n,C,H,W]} and {@code labels int64 [n]}. */
final class ShardFile {
    private static final String IMAGES = "images";
    private static final String LABELS = "labels";

    private ShardFile() {}

    static byte[] write(Frame frame, byte[] images, long[] labels) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        tensors.put(IMAGES, Tensor.of(images, labels.length, frame.colour().channels(), frame.height(), frame.width()));
        tensors.put(LABELS, Tensor.of(labels, labels.length));
        return SafeTensors.write(tensors, new TreeMap<>());
    }

    /**
     * Reads a shard and checks it against its manifest.
     *
     * @throws ProblemException (corrupt object) naming the version, the shard and what is wrong
     */
    static StoredPictures.Part read(ObjectStore objects, DatasetManifest manifest, Shard shard) {
        try {
            SortedMap<String, Tensor> tensors = SafeTensors.read(shard.file().read(objects));
            Tensor images = tensors.get(IMAGES);
            Tensor labels = tensors.get(LABELS);
            long[] shape = {shard.count(), manifest.colour().channels(), manifest.height(), manifest.width()};
            if (images == null || images.type() != Tensor.Type.U8 || !Arrays.equals(images.shape(), shape)
                    || labels == null || labels.type() != Tensor.Type.I64
                    || !Arrays.equals(labels.shape(), new long[]{shard.count()})) {
                throw new MalformedTensorsException("it has %s, where images U8%s and labels I64[%d] are asked for"
                        .formatted(tensors, Arrays.toString(shape), shard.count()));
            }
            return new StoredPictures.Part(images.data(), labels(labels, manifest.classes().size()));
        } catch (MalformedTensorsException e) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT, "the shard '%s' of %s: %s"
                    .formatted(shard.file().key(), manifest.reference(), e.getMessage()), e);
        }
    }

    private static int[] labels(Tensor labels, int classes) {
        return Arrays.stream(labels.longs()).mapToInt(label -> {
            if (label < -1 || label >= classes) {
                throw new MalformedTensorsException("the label %d is no index of %d classes".formatted(label, classes));
            }
            return (int) label;
        }).toArray();
    }
}
