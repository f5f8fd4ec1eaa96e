package dev.limner.gateway.datasets;

import java.util.List;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Jdbi;

import dev.limner.contracts.api.DependentsView;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/** What depends on a dataset version, as far as the gateway knows: the dataset service looks again before it deletes. */
@Singleton
public class Dependents {
    private final Jdbi jdbi;

    public Dependents(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    DependentsView of(DatasetReference version) {
        return jdbi.withHandle(handle -> {
            List<String> models = handle.createQuery("SELECT DISTINCT model FROM checkpoint "
                    + "WHERE CAST(body AS json) ->> 'dataset' = :version ORDER BY model")
                    .bind("version", version.toString()).mapTo(String.class).list();
            // A run that names no version has taken the newest there was: it may be this one.
            List<String> runs = handle.createQuery("SELECT id FROM known_job WHERE kind = 'training-run' "
                    + "AND state IN ('submitted', 'accepted', 'running', 'stopped') "
                    + "AND CAST(request AS json) ->> 'dataset' IN (:version, :dataset) ORDER BY id")
                    .bind("version", version.toString()).bind("dataset", version.dataset()).mapTo(String.class)
                    .list();
            return new DependentsView(version, models, runs);
        });
    }

    /**
     * Returns where nothing does.
     *
     * @throws ProblemException (in use) listing what does
     */
    void requireNone(DatasetReference version) {
        DependentsView dependents = of(version);
        if (dependents.any()) {
            throw new ProblemException(ProblemType.IN_USE,
                    "models trained on %s: %s; training runs on it: %s. Delete it with force=true if it is to go all the same"
                            .formatted(version, some(dependents.models()), some(dependents.runs())));
        }
    }

    private static String some(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
