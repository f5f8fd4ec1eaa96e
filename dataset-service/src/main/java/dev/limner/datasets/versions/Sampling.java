package dev.limner.datasets.versions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.DatasetCommand.Augment;
import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.names.Seeds;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.datasets.imports.Pulse;
import dev.limner.images.Picture;
import dev.limner.images.PictureDecoder;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Claim;
import dev.limner.jobs.Jobs;
import dev.limner.store.NoSuchObjectException;
import dev.limner.store.ObjectStore;

/**
 * Asks generators for pictures as any client does, by {@code limner.generation-requests}, key the generation's id, and
 * waits for what they answer. The ids follow from the job, so that a claim that goes on for another asks for nothing twice.
 * The first request may name an alias; all others name the checkpoint that painted the first.
 */
final class Sampling {
    /** What the ids of an augmentation's generations begin with. */
    static final String PREFIX = "augment-";
    private static final int AT_ONCE = 500;
    private static final long REST_NANOS = 100_000_000;
    private static final String STAGE = "sampling";

    private final Jobs jobs;
    private final ObjectStore objects;
    private final Claim claim;
    private final Pulse pulse;
    private final Augment wanted;
    private final long total;
    private ModelReference model;
    private long done;

    /** A request of the plan. */
    private record Request(String id, int label, String className, int count, long seed) {}

    /** Receives pictures as they come. */
    interface Sink {
        void picture(Picture picture, int label, String generation, int number, String checkpoint, String digest);
    }

    Sampling(Jobs jobs, ObjectStore objects, Claim claim, Pulse pulse, Augment wanted, long total) {
        this.jobs = jobs;
        this.objects = objects;
        this.claim = claim;
        this.pulse = pulse;
        this.wanted = wanted;
        this.total = total;
        this.model = wanted.model();
    }

    /**
     * Has all pictures painted, class after class.
     *
     * @param counts how many of each class
     * @param seed   of the augmentation
     * @throws ProblemException what a generation failed or was refused with
     */
    void run(List<String> classes, int[] counts, long seed, Sink sink) throws IOException {
        List<Request> requests = requests(classes, counts, seed);
        if (requests.isEmpty()) {
            return;
        }
        send(requests.subList(0, 1));
        ObjectNode first = outcome(requests.get(0));
        model = new ModelReference(model.model(), first.path("checkpoint").asText());
        send(requests.subList(1, requests.size()));
        for (Request request : requests) {
            receive(request, outcome(request), sink);
        }
    }

    private List<Request> requests(List<String> classes, int[] counts, long seed) {
        List<Request> requests = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            for (int from = 0; from < counts[label]; from += AT_ONCE) {
                String part = "%d:%d".formatted(label, from);
                String id = PREFIX + UUID.nameUUIDFromBytes((wanted.id() + ":" + part).getBytes(UTF_8));
                requests.add(new Request(id, label, classes.get(label), Math.min(AT_ONCE, counts[label] - from),
                        Seeds.of(seed + ":" + part)));
            }
        }
        return requests;
    }

    private void send(List<Request> requests) {
        List<Request> open = requests.stream()
                .filter(request -> !jobs.inTransaction(handle -> AwaitedTable.asked(handle, request.id()))).toList();
        if (!open.isEmpty()) {
            claim.append(open.stream().map(this::announcement).toList(),
                    handle -> open.forEach(request -> AwaitedTable.add(handle, request.id(), wanted.id())));
        }
    }

    private Announcement announcement(Request request) {
        ObjectNode sample = Json.MAPPER.createObjectNode().put("id", request.id()).put("model", model.toString())
                .put("count", request.count()).put("seed", request.seed()).put("label", request.className());
        return new Announcement(Topics.GENERATION_REQUESTS, request.id(),
                Json.read(sample, GenerationCommand.Sample.class));
    }

    private ObjectNode outcome(Request request) {
        while (true) {
            Optional<ObjectNode> outcome = jobs.inTransaction(handle -> AwaitedTable.outcome(handle, request.id()));
            if (outcome.isPresent()) {
                return succeeded(request, outcome.get());
            }
            pulse.beat(STAGE, done, total, done, 0);
            LockSupport.parkNanos(REST_NANOS);
        }
    }

    private static ObjectNode succeeded(Request request, ObjectNode outcome) {
        if (outcome.hasNonNull("problem")) {
            Problem problem = Json.read(outcome.get("problem"), Problem.class);
            throw new ProblemException(new Problem(problem.type(), problem.title(), problem.status(),
                    "pictures of the class '%s' could not be had: %s".formatted(request.className(), problem.detail()),
                    problem.field()));
        }
        if (!outcome.hasNonNull("archive")) {
            throw new ProblemException(ProblemType.ILLEGAL_STATE,
                    "the generation %s of the class '%s' was cancelled".formatted(request.id(), request.className()));
        }
        return outcome;
    }

    private void receive(Request request, ObjectNode outcome, Sink sink) throws IOException {
        byte[] archive;
        try {
            archive = objects.get(outcome.path("archive").asText());
        } catch (NoSuchObjectException e) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT, "the pictures of the generation %s are gone: %s"
                    .formatted(request.id(), e.getMessage()), e);
        }
        int number = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".png")) {
                    Picture picture = PictureDecoder.decode(zip.readAllBytes(), entry.getName());
                    sink.picture(picture, request.label(), request.id(), number++,
                            outcome.path("checkpoint").asText(), outcome.path("digest").asText());
                    pulse.beat(STAGE, ++done, total, done, 0);
                }
            }
        }
        if (number != request.count()) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT, "the generation %s has %d pictures of %d"
                    .formatted(request.id(), number, request.count()));
        }
    }
}
