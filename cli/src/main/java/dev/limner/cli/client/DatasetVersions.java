package dev.limner.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.api.DatasetView;
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

    private static String path(DatasetReference version) {
        return DATASETS + version.dataset() + "/versions/" + version.version();
    }
}
