package dev.limner.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

/** The manifests under deploy/kubernetes, read as the API server reads them: a field that it does not know is refused. */
final class Manifests {
    static final Path FOLDER = Path.of("../deploy/kubernetes");

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.of("v1/Namespace", Namespace.class,
            "v1/ServiceAccount", ServiceAccount.class, "v1/ConfigMap", ConfigMap.class, "v1/Service", Service.class,
            "apps/v1/Deployment", Deployment.class, "batch/v1/Job", Job.class, "networking.k8s.io/v1/NetworkPolicy",
            NetworkPolicy.class, "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new WithoutCatchAlls());

    private Manifests() {}

    /** The API types keep what they do not know in a map of further properties; here that is an error. */
    private static final class WithoutCatchAlls extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return Boolean.FALSE;
        }
    }

    /** Every document of every file below a folder, but kustomize's own. */
    static List<HasMetadata> below(Path folder) {
        List<HasMetadata> all = new ArrayList<>();
        for (Path file : files(folder)) {
            if (!file.getFileName().toString().equals("kustomization.yaml")) {
                documents(file).forEach(document -> all.add(read(file, document)));
            }
        }
        return all;
    }

    static <T extends HasMetadata> List<T> below(Path folder, Class<T> type) {
        return below(folder).stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What runs pods: deployments and jobs, by name. */
    static Map<String, PodSpec> pods() {
        Map<String, PodSpec> pods = new java.util.TreeMap<>();
        below(FOLDER.resolve("base"), Deployment.class).forEach(each -> pods.put(each.getMetadata().getName(),
                each.getSpec().getTemplate().getSpec()));
        below(FOLDER.resolve("base"), Job.class).forEach(each -> pods.put(each.getMetadata().getName(),
                each.getSpec().getTemplate().getSpec()));
        return pods;
    }

    static HasMetadata read(Path file, Map<String, Object> document) {
        String type = document.get("apiVersion") + "/" + document.get("kind");
        if (!TYPES.containsKey(type)) {
            throw new AssertionError("%s has a %s, which no test knows".formatted(file, type));
        }
        try {
            return STRICT.convertValue(document, TYPES.get(type));
        } catch (IllegalArgumentException e) {
            throw new AssertionError("%s, %s: %s".formatted(file, type, e.getMessage()), e);
        }
    }

    /** Anchors and merges resolved, as kustomize and compose read YAML. */
    static List<Map<String, Object>> documents(Path file) {
        try {
            List<Map<String, Object>> documents = new ArrayList<>();
            for (Object document : new Yaml(new SafeConstructor(new LoaderOptions()))
                    .loadAll(Files.readString(file))) {
                documents.add(map(document));
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object document) {
        return (Map<String, Object>) document;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
