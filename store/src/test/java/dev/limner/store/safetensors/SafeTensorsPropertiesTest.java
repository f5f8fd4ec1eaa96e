package dev.limner.store.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.contracts.tensors.Tensor;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SafeTensorsPropertiesTest {

    @Property(tries = 200)
    void shouldReadWhatItWrote(@ForAll("tensors") SortedMap<String, Tensor> tensors,
            @ForAll("metadata") SortedMap<String, String> metadata) {
        // When
        byte[] file = SafeTensors.write(tensors, metadata);

        // Then
        assertThat(SafeTensors.read(file)).isEqualTo(tensors);
        assertThat(SafeTensors.metadata(file)).isEqualTo(metadata);
        assertThat(SafeTensors.digest(SafeTensors.read(file))).isEqualTo(SafeTensors.digest(tensors));
        assertThat(SafeTensors.write(SafeTensors.read(file), metadata)).isEqualTo(file);
    }

    @Property(tries = 200)
    void shouldRefuseEveryTruncatedFile(@ForAll("tensors") SortedMap<String, Tensor> tensors,
            @ForAll @IntRange(min = 1, max = 4096) int cut) {
        // Given
        byte[] file = SafeTensors.write(tensors, new TreeMap<>());

        // When
        byte[] truncated = Arrays.copyOf(file, file.length - 1 - cut % file.length);

        // Then
        assertThatThrownBy(() -> SafeTensors.read(truncated)).isInstanceOf(MalformedTensorsException.class);
    }

    @Property(tries = 500)
    void shouldReadOrRefuseButNeverBreakOnDamage(@ForAll("tensors") SortedMap<String, Tensor> tensors,
            @ForAll List<@IntRange(min = 0, max = 1 << 15) Integer> flips) {
        // Given
        byte[] file = SafeTensors.write(tensors, new TreeMap<>());
        flips.forEach(flip -> file[flip / 8 % file.length] ^= (byte) (1 << flip % 8));

        // When
        Throwable thrown = catchThrowable(() -> SafeTensors.read(file));

        // Then
        assertThat(thrown == null || thrown instanceof MalformedTensorsException).as("%s", thrown).isTrue();
    }

    @Provide
    Arbitrary<SortedMap<String, Tensor>> tensors() {
        Arbitrary<long[]> shapes = Arbitraries.longs().between(0, 4).array(long[].class).ofMaxSize(4);
        Arbitrary<Tensor> tensors = Combinators.combine(Arbitraries.of(Tensor.Type.class), shapes,
                Arbitraries.randomValue(random -> random.nextInt())).as(SafeTensorsPropertiesTest::tensor);
        return Arbitraries.maps(names(), tensors).ofMaxSize(6).map(TreeMap::new);
    }

    @Provide
    Arbitrary<SortedMap<String, String>> metadata() {
        return Arbitraries.maps(names(), names()).ofMaxSize(3).map(TreeMap::new);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().ofMaxLength(12).ascii().withChars('é', '雪', '"', '\\', '/')
                .filter(name -> !name.equals("__metadata__"));
    }

    private static Tensor tensor(Tensor.Type type, long[] shape, int first) {
        int elements = (int) Arrays.stream(shape).reduce(1, (left, right) -> left * right);
        long[] longs = new long[elements];
        float[] floats = new float[elements];
        byte[] bytes = new byte[elements];
        for (int i = 0; i < elements; i++) {
            longs[i] = 31L * first + i;
            floats[i] = Float.intBitsToFloat(first + i);
            bytes[i] = (byte) (first + i);
        }
        return switch (type) {
            case U8 -> Tensor.of(bytes, shape);
            case I64 -> Tensor.of(longs, shape);
            case F32 -> Tensor.of(floats, shape);
        };
    }
}
