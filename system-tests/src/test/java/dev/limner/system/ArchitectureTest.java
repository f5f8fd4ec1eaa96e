package dev.limner.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The arrows of the house (docs/design.md, section 3), read from the classes that were built. */
class ArchitectureTest {
    private static final List<String> MODULES = List.of("configuration", "contracts", "images", "store", "jobs",
            "models", "setup",
            "runtime",
            "dataset-service", "trainer-service", "generator-service", "gateway", "cli");
    private static final List<String> SERVICES = List.of("datasets", "trainer", "generator", "gateway");
    private static JavaClasses limner;

    @BeforeAll
    static void read() {
        Path root = Path.of("").toAbsolutePath().getParent();
        List<Path> programs = new ArrayList<>();
        for (String module : MODULES) {
            Path classes = root.resolve(module).resolve("target/classes");
            assertThat(Files.isDirectory(classes)).as("%s was built", module).isTrue();
            programs.add(classes);
        }
        limner = new ClassFileImporter().importPaths(programs);
    }

    @Test
    void shouldFindEveryModule() {
        for (String part : List.of("configuration", "setup", "contracts", "images", "store", "jobs", "models",
                "runtime", "cli", "datasets",
                "trainer", "generator", "gateway")) {
            assertThat(limner.stream().filter(resideInAPackage("dev.limner." + part + "..")::test)).as(part)
                    .isNotEmpty();
        }
    }

    @Test
    void shouldKeepContractsFreeOfEverything() {
        classes().that().resideInAPackage("dev.limner.contracts..")
                .should().onlyDependOnClassesThat(resideInAnyPackage("java..", "com.fasterxml.jackson..",
                        "dev.limner.contracts.."))
                .check(limner);
    }

    @Test
    void shouldKeepConfigurationFreeOfEverything() {
        classes().that().resideInAPackage("dev.limner.configuration..")
                .should().onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.limner.configuration.."))
                .check(limner);
    }

    @Test
    void shouldKeepLibrariesApart() {
        for (String library : List.of("images", "store", "jobs", "models")) {
            noClasses().that().resideInAPackage("dev.limner." + library + "..")
                    .should().dependOnClassesThat(resideInAPackage("dev.limner..")
                            .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(
                                    "dev.limner." + library + "..", "dev.limner.contracts.."))))
                    .check(limner);
            noClasses().that().resideInAPackage("dev.limner." + library + "..")
                    .should().dependOnClassesThat().resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..",
                            "org.apache.kafka..")
                    .check(limner);
        }
    }

    @Test
    void shouldKeepServicesApart() {
        for (String service : SERVICES) {
            noClasses().that().resideInAPackage("dev.limner." + service + "..")
                    .should().dependOnClassesThat().resideInAnyPackage(SERVICES.stream()
                            .filter(other -> !other.equals(service)).map(other -> "dev.limner." + other + "..")
                            .toArray(String[]::new))
                    .check(limner);
        }
        noClasses().that().resideInAPackage("dev.limner.runtime..")
                .should().dependOnClassesThat().resideInAnyPackage("dev.limner.models..", "dev.limner.images..",
                        "dev.limner.datasets..", "dev.limner.trainer..", "dev.limner.generator..",
                        "dev.limner.gateway..")
                .check(limner);
    }

    @Test
    void shouldLetOnlyStoreTouchTheObjectStoreSdk() {
        noClasses().that().resideOutsideOfPackage("dev.limner.store..")
                .should().dependOnClassesThat().resideInAnyPackage("io.minio..", "okhttp3..")
                .check(limner);
    }

    @Test
    void shouldLetOnlyModelsTouchTheEngine() {
        noClasses().that()
                .resideOutsideOfPackages("dev.limner.models..", "dev.limner.trainer..", "dev.limner.generator..")
                .should().dependOnClassesThat().resideInAPackage("ai.djl..")
                .check(limner);
    }

    @Test
    void shouldKeepTheDatabaseBehindJobsAndTheServicesOwnTables() {
        noClasses().that().resideInAnyPackage("dev.limner.contracts..", "dev.limner.images..", "dev.limner.store..",
                "dev.limner.models..")
                .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..")
                .check(limner);
    }

    @Test
    void shouldMeetKafkaThroughChannelsButForTheTwoFollowers() {
        noClasses().that().resideInAnyPackage("dev.limner.datasets..", "dev.limner.trainer..")
                .should().dependOnClassesThat().resideInAPackage("org.apache.kafka.clients..")
                .check(limner);
        noClasses().that().resideInAnyPackage("dev.limner.generator..", "dev.limner.gateway..")
                .and().resideOutsideOfPackages("dev.limner.generator.registry..", "dev.limner.gateway.events..")
                .should().dependOnClassesThat().resideInAPackage("org.apache.kafka.clients..")
                .check(limner);
    }
}
