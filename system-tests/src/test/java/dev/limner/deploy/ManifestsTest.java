package dev.limner.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

import dev.limner.configuration.Program;
import dev.limner.configuration.Variable;
import dev.limner.configuration.Variables;

/** What deploy/kubernetes says, against the API's types, the policies every pod keeps, and the code's own names. */
class ManifestsTest {
    private static final Path BASE = Manifests.FOLDER.resolve("base");

    @Test
    void shouldHaveNoFieldThatTheApiDoesNotKnow() {
        // When
        var all = Manifests.below(Manifests.FOLDER);

        // Then
        assertThat(all).hasSizeGreaterThan(20);
    }

    @Test
    void shouldNoticeAFieldThatTheApiDoesNotKnow() {
        // Given
        Map<String, Object> misspelt = Map.of("apiVersion", "v1", "kind", "ServiceAccount", "metadata",
                Map.of("name", "x"), "automountServiceAccountTokn", false);

        // When
        Throwable refused = catchThrowable(() -> Manifests.read(Path.of("misspelt.yaml"), misspelt));

        // Then
        assertThat(refused).hasMessageContaining("automountServiceAccountTokn");
    }

    @Test
    void shouldListEveryFileInItsKustomization() {
        for (Path folder : List.of(BASE, Manifests.FOLDER.resolve("overlays/cpu"))) {
            // When
            Map<String, Object> kustomization = Manifests.documents(folder.resolve("kustomization.yaml")).get(0);

            // Then
            assertThat((List<?>) kustomization.get("resources"))
                    .allSatisfy(file -> assertThat(Files.exists(folder.resolve(file.toString()))).isTrue());
            for (Object patch : (List<?>) kustomization.getOrDefault("patches", List.of())) {
                assertThat(Files.exists(folder.resolve(Manifests.map(patch).get("path").toString()))).isTrue();
            }
        }
    }

    @Test
    void shouldRunEveryProgramFromItsImage() {
        // When
        Map<String, PodSpec> pods = Manifests.pods();

        // Then
        assertThat(pods.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Program.values()).map(Program::title).toList());
        pods.forEach((name, pod) -> assertThat(pod.getContainers()).extracting(Container::getImage)
                .containsExactly("limner/" + name));
        assertThat((List<?>) Manifests.documents(Manifests.FOLDER.resolve("overlays/cpu/kustomization.yaml")).get(0)
                .get("images")).extracting(image -> Manifests.map(image).get("name"))
                .containsExactlyInAnyOrderElementsOf(pods.keySet().stream().map(name -> "limner/" + name).toList());
    }

    @Test
    void shouldNameNoVariableThatTheProgramDoesNotRead() {
        Set<String> configured = Manifests.below(BASE, ConfigMap.class).get(0).getData().keySet();
        assertThat(configured).isSubsetOf(Variables.LIST.stream().map(Variable::name).toList());
        Manifests.pods().forEach((name, pod) -> {
            // Given
            Program program = Program.titled(name).orElseThrow();
            Set<String> known = new HashSet<>();
            Variables.readBy(program).forEach(variable -> known.addAll(names(variable)));

            // When
            List<String> given = pod.getContainers().get(0).getEnv().stream().map(EnvVar::getName).toList();

            // Then
            assertThat(given).as(name).doesNotHaveDuplicates().isSubsetOf(known);
            assertThat(Variables.readBy(program)).filteredOn(Variable::required)
                    .allSatisfy(variable -> assertThat(given).as(name).containsAnyElementsOf(names(variable)));
        });
    }

    @Test
    void shouldTakeEverySecretFromAFileThatIsMounted() {
        Manifests.pods().forEach((name, pod) -> {
            // Given
            Container container = pod.getContainers().get(0);

            // When
            List<String> files = container.getEnv().stream().filter(each -> each.getName().endsWith("_FILE"))
                    .map(EnvVar::getValue).toList();

            // Then
            assertThat(files).as(name).isNotEmpty().allSatisfy(file -> assertThat(container.getVolumeMounts())
                    .anySatisfy(mount -> {
                        assertThat(file).startsWith(mount.getMountPath() + "/");
                        assertThat(mount.getReadOnly()).isTrue();
                    }));
            assertThat(container.getEnv()).as(name)
                    .noneSatisfy(each -> assertThat(Variables.LIST.stream().filter(Variable::secret)
                            .map(Variable::name).toList()).contains(each.getName()));
        });
    }

    @Test
    void shouldGiveNoPodMoreThanItNeeds() {
        Manifests.pods().forEach((name, pod) -> {
            Container container = pod.getContainers().get(0);
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).as(name).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).as(name).isGreaterThan(0);
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).as(name).isEqualTo("RuntimeDefault");
            assertThat(pod.getAutomountServiceAccountToken()).as(name).isFalse();
            assertThat(pod.getEnableServiceLinks()).as(name).isFalse();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).as(name).isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).as(name).isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop()).as(name).containsExactly("ALL");
            assertThat(container.getResources().getLimits()).as(name).containsKey("memory");
            assertThat(container.getResources().getRequests()).as(name).containsKeys("cpu", "memory");
            assertThat(pod.getVolumes()).as(name).noneMatch(volume -> volume.getHostPath() != null);
        });
    }

    @Test
    void shouldProbeWhatTheServicesAnswer() {
        for (Deployment deployment : Manifests.below(BASE, Deployment.class)) {
            String name = deployment.getMetadata().getName();
            Container container = deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
            assertThat(container.getPorts().get(0).getContainerPort()).as(name)
                    .isEqualTo(Program.titled(name).orElseThrow().port().orElseThrow());
            assertThat(container.getReadinessProbe().getHttpGet().getPath()).as(name).isEqualTo("/q/health/ready");
            assertThat(container.getLivenessProbe().getHttpGet().getPath()).as(name).isEqualTo("/q/health/live");
            assertThat(container.getStartupProbe().getHttpGet().getPath()).as(name).isEqualTo("/q/health/live");
            assertThat(container.getVolumeMounts()).as(name).extracting(mount -> mount.getMountPath())
                    .contains("/tmp", "/var/cache/limner");
        }
    }

    @Test
    void shouldWaitForATrainersCheckpoint() {
        // When
        PodSpec trainer = Manifests.pods().get(Program.TRAINER.title());

        // Then
        assertThat(trainer.getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(90);
    }

    @Test
    void shouldSelectWithEverySelectorWhatIsThere() {
        List<Map<String, String>> labels = Manifests.below(BASE, Deployment.class).stream()
                .map(each -> each.getSpec().getTemplate().getMetadata().getLabels()).toList();
        for (Deployment deployment : Manifests.below(BASE, Deployment.class)) {
            assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
                    .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
        }
        assertThat(Manifests.below(BASE, Service.class)).hasSize(labels.size()).allSatisfy(
                service -> assertThat(labels).filteredOn(each -> each.entrySet()
                        .containsAll(service.getSpec().getSelector().entrySet())).hasSize(1));
        assertThat(Manifests.below(BASE, PodDisruptionBudget.class)).hasSize(labels.size()).allSatisfy(
                budget -> assertThat(labels).filteredOn(each -> each.entrySet()
                        .containsAll(budget.getSpec().getSelector().getMatchLabels().entrySet())).hasSize(1));
    }

    @Test
    void shouldLetNothingInOrOutThatNoPolicyNames() {
        // When
        List<NetworkPolicy> policies = Manifests.below(BASE, NetworkPolicy.class);

        // Then
        assertThat(policies).filteredOn(policy -> policy.getMetadata().getName().equals("nothing"))
                .singleElement().satisfies(policy -> {
                    assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isNullOrEmpty();
                    assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
                    assertThat(policy.getSpec().getIngress()).isNullOrEmpty();
                    assertThat(policy.getSpec().getEgress()).isNullOrEmpty();
                });
        assertThat(policies).flatExtracting(policy -> policy.getSpec().getEgress())
                .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
    }

    private static List<String> names(Variable variable) {
        return variable.secret() ? List.of(variable.name(), variable.fileName()) : List.of(variable.name());
    }
}
