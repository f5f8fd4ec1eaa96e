package dev.limner.cli.client;

import java.io.InputStream;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.api.DatasetDiffView;
import dev.limner.contracts.api.DatasetView;
import dev.limner.contracts.api.DependentsView;
import dev.limner.contracts.api.JobView;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.DatasetReference;

/** What a gateway's HTTP interface has for dataset versions: {@code flowers@3}, or {@code flowers} for its newest. */
public final class DatasetVersions {
    private static final String DATASETS = "/v1/datasets/";

    private final Gateway gateway;

    DatasetVersions(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * The version with its number.
     *
     * @throws dev.limner.contracts.problems.ProblemException (unknown dataset)
     */
    public DatasetReference resolve(String reference) {
        DatasetReference asked = DatasetReference.parse(reference);
        if (asked.asked().isPresent()) {
            return asked;
        }
        DatasetView dataset = Json.read(gateway.get(DATASETS + asked.dataset()), DatasetView.class);
        return asked.at(dataset.versions().get(0).version());
    }

    /** What was admitted into a version and what was not, and what stands out in it. */
    public ObjectNode report(DatasetReference version) {
        return Json.object(gateway.get(path(version) + "/report"));
    }

    /** What is different in {@code to} from {@code from}. */
    public DatasetDiffView diff(DatasetReference from, DatasetReference to) {
        return Json.read(gateway.get(path(to) + "/diff" + Gateway.query(Map.of("from", from.toString()))),
                DatasetDiffView.class);
    }

    /** The models and runs that depend on a version. */
    public DependentsView dependents(DatasetReference version) {
        return Json.read(gateway.get(path(version) + "/dependents"), DependentsView.class);
    }

    /** A ZIP of the version, which the caller closes; {@code form} is folders or huggingface. */
    public InputStream export(DatasetReference version, String form) {
        return gateway.open(path(version) + "/export.zip" + Gateway.query(Map.of("form", form)));
    }

    /** Some pictures of each class as a PNG, or of one class. */
    public byte[] preview(DatasetReference version, String className) {
        return gateway.get(path(version) + "/preview.png"
                + (className == null ? "" : Gateway.query(Map.of("class", className))));
    }

    /** One picture as a PNG; {@code split} is train or held-out. */
    public byte[] picture(DatasetReference version, String split, long index) {
        return gateway.get(path(version) + "/images/%d.png".formatted(index) + Gateway.query(Map.of("split", split)));
    }

    /** Makes a version of some of another's pictures: the fields of {@code dataset.select} without id and from. */
    public JobView select(DatasetReference from, ObjectNode wanted) {
        return gateway.post(DATASETS + from.dataset() + "/selections", wanted.put("version", from.version()), Map.of());
    }

    /** Makes a larger version: the fields of {@code dataset.augment} without id and from. */
    public JobView augment(DatasetReference from, ObjectNode wanted) {
        return gateway.post(DATASETS + from.dataset() + "/augmentations", wanted.put("version", from.version()),
                Map.of());
    }

    /** Deletes a version for good. */
    public JobView delete(DatasetReference version, boolean force) {
        return gateway.delete(path(version) + "?force=" + force);
    }

    private static String path(DatasetReference version) {
        return DATASETS + version.dataset() + "/versions/" + version.version();
    }
}
