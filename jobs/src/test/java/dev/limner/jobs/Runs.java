package dev.limner.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.contracts.problems.Problem;

/** Jobs and events as a trainer would have them. */
final class Runs {
    static final String KIND = "training-run";
    static final String ACCEPTED = "dev.limner.training.accepted.v1";
    static final String STOPPED = "dev.limner.training.stopped.v1";
    static final String GRID = "dev.limner.training.grid-published.v1";
    static final String SUCCEEDED = "dev.limner.training.succeeded.v1";
    static final String FAILED = "dev.limner.training.failed.v1";
    static final String CANCELLED = "dev.limner.training.cancelled.v1";
    static final List<String> TERMINAL = List.of(SUCCEEDED, FAILED, CANCELLED);

    private Runs() {}

    static NewJob run(String id) {
        return new NewJob(id, KIND, "model-of-" + id, "{\"seed\":1}".getBytes(UTF_8), true);
    }

    static NewJob run(String id, String model, String body) {
        return new NewJob(id, KIND, model, body.getBytes(UTF_8), true);
    }

    static List<Announcement> accepted(String id) {
        return List.of(announcement(id, new TrainingEvent.Accepted(id, "m", "vae", null, null, null, 1, Map.of())));
    }

    static List<Announcement> grid(String id, long images) {
        return List
                .of(announcement(id, new TrainingEvent.GridPublished(id, "m", "samples", images, "grids/" + images)));
    }

    static List<Announcement> succeeded(String id) {
        return List.of(announcement(id, new TrainingEvent.Succeeded(id, "m", 1, "c", "d", Map.of())));
    }

    static List<Announcement> failed(Job job, Problem problem) {
        return List.of(announcement(job.id(), new TrainingEvent.Failed(job.id(), "m", problem)));
    }

    static List<Announcement> cancelled(Job job) {
        return List.of(announcement(job.id(), new TrainingEvent.Cancelled(job.id(), "m")));
    }

    static List<Announcement> stopped(Job job) {
        return List.of(announcement(job.id(), new TrainingEvent.Stopped(job.id(), "m", 0)));
    }

    private static Announcement announcement(String id, Record event) {
        return new Announcement(Topics.TRAINING_EVENTS, id, event);
    }
}
