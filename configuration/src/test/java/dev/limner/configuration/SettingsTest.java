package dev.limner.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
    @TempDir
    Path temporary;

    @Test
    void shouldSayEverythingThatIsWrongAtOnce() {
        // Given
        Map<String, String> environment = Map.of("LIMNER_PORT", "eighty", "LIMNER_KAFKA", "kafka", "LIMNER_S3",
                "s3.example", "LIMNER_THREADS", "0", "LIMNER_KAFKA_SECURITY", "sasl-tls", "LIMNER_S3_SECRET_KEY", "x",
                "LIMNER_CHECKPOINT_EVERY", "soon");

        // When
        InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class,
                () -> Settings.read(Program.TRAINER, environment));

        // Then
        assertThat(refused.problems()).extracting(problem -> problem.split(" ")[0])
                .containsExactly("LIMNER_PORT", "LIMNER_KAFKA", "LIMNER_DATABASE_PASSWORD", "LIMNER_S3",
                        "LIMNER_S3_ACCESS_KEY", "LIMNER_THREADS", "LIMNER_CHECKPOINT_EVERY", "LIMNER_KAFKA_USER",
                        "LIMNER_KAFKA_PASSWORD");
        assertThat(refused).hasMessageStartingWith("trainer-service does not start: 9 things are wrong")
                .hasMessageContaining("a whole number from 1 to 65535");
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void shouldReachThisMachineAloneUnlessToldOtherwise(Program program) {
        // When
        Map<String, String> properties = Settings.read(program, secrets()).properties();

        // Then
        assertThat(properties).containsEntry("kafka.bootstrap.servers", "localhost:9092")
                .containsEntry("limner.s3.endpoint", "http://localhost:9000")
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:5432/limner");
        if (program.service()) {
            assertThat(properties).containsEntry("quarkus.http.host", "127.0.0.1")
                    .containsEntry("quarkus.datasource.username", program.schema());
        }
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void shouldHaveNoDefaultForAnySecret(Program program) {
        // When
        InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class,
                () -> Settings.read(program, Map.of()));

        // Then
        assertThat(refused.problems()).allSatisfy(problem -> assertThat(problem).contains("is missing", "_FILE"));
        assertThat(Variables.LIST).filteredOn(Variable::secret)
                .allSatisfy(secret -> assertThat(secret.fallback().apply(program)).isNull());
    }

    @Test
    void shouldReadSecretsFromFilesWithoutTheLastLinesEnd() throws IOException {
        // Given
        Path file = Files.writeString(temporary.resolve("password"), " p\"a\\s$s{}\n");
        Map<String, String> environment = secrets();
        environment.remove("LIMNER_DATABASE_PASSWORD");
        environment.put("LIMNER_DATABASE_PASSWORD_FILE", file.toString());

        // When
        Settings settings = Settings.read(Program.GATEWAY, environment);

        // Then
        assertThat(settings.get(Variables.DATABASE_PASSWORD)).isEqualTo(" p\"a\\s$s{}");
    }

    @Test
    void shouldRefuseASecretThatIsInTwoPlacesAndOneWhoseFileIsMissing() {
        // Given
        Map<String, String> environment = secrets();
        environment.put("LIMNER_DATABASE_PASSWORD_FILE", "/nowhere");
        environment.remove("LIMNER_S3_SECRET_KEY");
        environment.put("LIMNER_S3_SECRET_KEY_FILE", "/nowhere");

        // When
        InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class,
                () -> Settings.read(Program.GATEWAY, environment));

        // Then
        assertThat(refused.problems()).containsExactly(
                "LIMNER_DATABASE_PASSWORD and LIMNER_DATABASE_PASSWORD_FILE are both set: leave one out",
                "LIMNER_S3_SECRET_KEY_FILE names '/nowhere', which cannot be read: NoSuchFileException");
    }

    @Test
    void shouldTellKafkaWhoItIsAndWhomToBelieve() throws Exception {
        // Given
        Map<String, String> environment = secrets();
        environment.putAll(Map.of("LIMNER_KAFKA_SECURITY", "sasl-tls", "LIMNER_KAFKA_USER", "limner",
                "LIMNER_KAFKA_PASSWORD", "a\"b\\c", "LIMNER_KAFKA_CA", certificate()));

        // When
        Map<String, String> properties = Settings.read(Program.DATASET, environment).properties();

        // Then
        assertThat(properties).containsEntry("kafka.security.protocol", "SASL_SSL")
                .containsEntry("kafka.sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("kafka.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"limner\" "
                                + "password=\"a\\\"b\\\\c\";")
                .containsEntry("kafka.ssl.truststore.type", "PEM")
                .containsEntry("kafka.ssl.truststore.location", certificate());
    }

    @Test
    void shouldVerifyTheDatabaseWhereAnAuthorityIsGiven() throws Exception {
        // Given
        Map<String, String> environment = secrets();
        environment.put("LIMNER_DATABASE_CA", certificate());

        // When
        Map<String, String> properties = Settings.read(Program.DATASET, environment).properties();

        // Then
        assertThat(properties)
                .containsEntry("quarkus.datasource.jdbc.additional-jdbc-properties.sslmode", "verify-full")
                .containsEntry("quarkus.datasource.jdbc.additional-jdbc-properties.sslrootcert", certificate());
    }

    @ParameterizedTest
    @CsvSource({"LIMNER_KAFKA_USER,limner,make it sasl-tls", "LIMNER_DATABASE_TLS,yes,one of disable",
            "LIMNER_S3_BUCKET,Limner,3 to 63", "LIMNER_LOG_LEVEL,loud,one of DEBUG",
            "LIMNER_DATABASE,postgres:5432,jdbc:postgresql://", "LIMNER_S3_CA,/nowhere,no file",
            "LIMNER_KAFKA_CA,ca.pem,an absolute path", "LIMNER_BOOTSTRAP_KEY,short,at least 20",
            "LIMNER_HOSTS,http://a,host names", "LIMNER_DATABASE_PASSWORD,a${b},choose another",
            "LIMNER_S3_SECRET_KEY,a$$b,choose another"})
    void shouldSayWhatToWriteInstead(String name, String value, String advice) {
        // Given
        Map<String, String> environment = secrets();
        environment.put(name, value);

        // When
        InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class,
                () -> Settings.read(Program.GATEWAY, environment));

        // Then
        assertThat(String.join("\n", refused.problems())).contains(name).contains(advice);
    }

    @Test
    void shouldCountBlankAsNotSet() {
        // Given
        Map<String, String> environment = secrets();
        environment.put("LIMNER_THREADS", " ");

        // When
        Map<String, String> properties = Settings.read(Program.TRAINER, environment).properties();

        // Then
        assertThat(properties).doesNotContainKey("limner.threads");
    }

    @Test
    void shouldAskAboutSlipsOfThePen() {
        // Given
        Map<String, String> environment = Map.of("LIMNER_KAFAK", "a:1", "LIMNER_TRAINER_HEAP", "9", "LIMNER_URL", "x",
                "LIMNER_S3_SECRET_KEY_FILE", "/x", "LIMNER_ENTIRELY_ELSE", "y");

        // When
        var unknown = Unknown.in(environment);

        // Then
        assertThat(unknown).containsExactly("nothing reads LIMNER_ENTIRELY_ELSE",
                "nothing reads LIMNER_KAFAK: was LIMNER_KAFKA meant?");
    }

    /** One that Java itself came with. */
    private String certificate() throws Exception {
        Path file = temporary.resolve("ca.pem");
        var store = java.security.KeyStore.getInstance(
                Path.of(System.getProperty("java.home"), "lib/security/cacerts").toFile(), "changeit".toCharArray());
        byte[] bytes = store.getCertificate(store.aliases().nextElement()).getEncoded();
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\n"
                + java.util.Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(bytes)
                + "\n-----END CERTIFICATE-----\n");
        return file.toString();
    }

    private static Map<String, String> secrets() {
        Map<String, String> environment = new HashMap<>();
        Variables.LIST.stream().filter(Variable::required)
                .forEach(variable -> environment.put(variable.name(), "secret-of-" + variable.name()));
        return environment;
    }
}
