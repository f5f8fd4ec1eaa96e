package dev.limner.models;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.evaluation.FeatureCache;

/** Keeps feature networks in a folder, for trials by hand. */
record FileFeatureCache(Path folder) implements FeatureCache {

    @Override
    public Optional<SortedMap<String, Tensor>> find(String key) {
        if (!Files.exists(folder.resolve(key))) {
            return Optional.empty();
        }
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(folder.resolve(key)))) {
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                long[] shape = new long[in.readInt()];
                int size = 1;
                for (int i = 0; i < shape.length; i++) {
                    shape[i] = in.readLong();
                    size *= (int) shape[i];
                }
                byte[] data = in.readNBytes(4 * size);
                tensors.put(name, new Tensor(Tensor.Type.F32, shape, java.nio.ByteBuffer.wrap(data)));
            }
            return Optional.of(tensors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void keep(String key, SortedMap<String, Tensor> tensors) {
        try (DataOutputStream out = new DataOutputStream(
                Files.newOutputStream(Files.createDirectories(folder).resolve(key)))) {
            out.writeInt(tensors.size());
            for (var each : tensors.entrySet()) {
                out.writeUTF(each.getKey());
                out.writeInt(each.getValue().shape().length);
                for (long side : each.getValue().shape()) {
                    out.writeLong(side);
                }
                byte[] data = new byte[each.getValue().data().remaining()];
                each.getValue().data().get(data);
                out.write(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
