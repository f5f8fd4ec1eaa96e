package dev.limner.contracts.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;

import org.junit.jupiter.api.Test;

class TensorTest {

    @Test
    void shouldHoldNumbersLittleEndian() {
        // Given
        Tensor tensor = Tensor.of(new float[]{1, -2}, 2);

        // When
        byte[] bytes = new byte[8];
        tensor.data().get(bytes);

        // Then: 1.0f is 0x3f800000, −2.0f is 0xc0000000
        assertThat(bytes).containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0);
        assertThat(tensor.floats()).containsExactly(1, -2);
        assertThat(tensor.elements()).isEqualTo(2);
    }

    @Test
    void shouldHaveOneElementWithoutAShape() {
        assertThat(Tensor.of(new long[]{7}).longs()).containsExactly(7);
        assertThat(Tensor.of(new byte[0], 0, 5).elements()).isZero();
    }

    @Test
    void shouldBeEqualByContent() {
        // Given
        Tensor tensor = Tensor.of(new byte[]{1, 2, 3, 4}, 2, 2);

        // When
        Tensor same = Tensor.of(new byte[]{1, 2, 3, 4}, 2, 2);

        // Then
        assertThat(tensor).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(tensor).isNotEqualTo(Tensor.of(new byte[]{1, 2, 3, 4}, 4));
        assertThat(tensor).isNotEqualTo(Tensor.of(new byte[]{1, 2, 3, 5}, 2, 2));
        assertThat(tensor).hasToString("U8[2, 2]");
    }

    @Test
    void shouldNotBeWrittenTo() {
        // Given
        Tensor tensor = Tensor.of(new long[]{7}, 1);

        // When
        ByteBuffer data = tensor.data();
        tensor.shape()[0] = 9;

        // Then
        assertThatThrownBy(() -> data.put((byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(tensor.shape()).containsExactly(1);
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        assertThatThrownBy(() -> Tensor.of(new byte[3], 2, 2)).hasMessageContaining("3 bytes");
        assertThatThrownBy(() -> Tensor.of(new byte[3], -3)).hasMessageContaining("negative");
        assertThatThrownBy(() -> Tensor.of(new byte[0], Long.MAX_VALUE, 2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Tensor.of(new byte[1], 1).floats()).hasMessageContaining("read as F32");
    }
}
