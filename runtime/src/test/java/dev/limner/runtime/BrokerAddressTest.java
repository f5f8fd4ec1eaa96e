package dev.limner.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {

    @ParameterizedTest
    @CsvSource({"localhost:9092,localhost,9092", "SASL_SSL://kafka.example:9093,kafka.example,9093",
            "[::1]:9092,::1,9092"})
    void shouldReadWhatKafkaReads(String text, String host, int port) {
        // When
        Broker.Address address = Broker.Address.of(text);

        // Then
        assertThat(address).isEqualTo(new Broker.Address(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:", ":9092", "localhost:kafka"})
    void shouldRefuseWhatIsNoAddress(String text) {
        // When
        Throwable read = catchThrowable(() -> Broker.Address.of(text));

        // Then
        assertThat(read).hasMessageContaining("'" + text + "' is no Kafka address");
    }

    @Test
    void shouldAskTheNameServiceEachTime() {
        // When
        Broker.Address address = Broker.Address.of("nowhere.invalid:9092");

        // Then
        assertThat(address.resolve().isUnresolved()).isTrue();
        assertThatThrownBy(() -> Broker.Address.of("")).isInstanceOf(IllegalArgumentException.class);
    }
}
