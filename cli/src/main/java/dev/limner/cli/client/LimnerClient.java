package dev.limner.cli.client;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.api.DatasetView;
import dev.limner.contracts.api.EventView;
import dev.limner.contracts.api.FamilyView;
import dev.limner.contracts.api.JobView;
import dev.limner.contracts.api.ModelDescription;
import dev.limner.contracts.api.ModelView;
import dev.limner.contracts.api.Page;
import dev.limner.contracts.api.UploadView;
import dev.limner.contracts.messages.Json;

/**
 * A gateway's HTTP interface, as the contracts have it. Every refusal is thrown as the problem the gateway answered
 * with; every POST carries an Idempotency-Key, so that repeating it makes no second job.
 */
public final class LimnerClient {
    private static final int PAGE = 200;

    private final Gateway gateway;

    /**
     * A grid of pictures of a training run.
     *
     * @param kind   {@code samples} or {@code reconstructions}
     * @param images images seen by then
     */
    public record Grid(String kind, long images) {}

    /**
     * @param address of the gateway, as in {@code http://127.0.0.1:8080}
     * @param key     an API key
     */
    public LimnerClient(URI address, String key) {
        this.gateway = new Gateway(address, key);
    }

    public URI address() {
        return gateway.address();
    }

    /** Sends files to be made a dataset version. */
    public JobView importDataset(String dataset, MultipartBody body, LongConsumer sent) {
        return gateway.post("/v1/datasets/" + Gateway.escaped(dataset) + "/imports", body, sent);
    }

    /** Starts a training run: the fields of {@code training.start} without its id. */
    public JobView train(ObjectNode run) {
        return gateway.post("/v1/training-runs", run, Map.of());
    }

    /** Uploads an input picture; requests name it by the id in the answer. */
    public UploadView upload(byte[] picture) {
        return Json.read(gateway.send("/v1/uploads", picture), UploadView.class);
    }

    /** Asks for pictures: the fields of {@code generation.sample} or another operation without its id, and {@code operation}. */
    public JobView generate(ObjectNode generation, int waitSeconds) {
        return gateway.post("/v1/generations", generation, Map.of("Prefer", "wait=" + waitSeconds));
    }

    /** Ends a job of any kind that has not ended. */
    public JobView cancel(String job) {
        return gateway.post("/v1/jobs/%s/cancel".formatted(Gateway.escaped(job)), Json.MAPPER.createObjectNode(),
                Map.of());
    }

    /** Pauses a training run at its next checkpoint. */
    public JobView stop(String run) {
        return gateway.post("/v1/training-runs/%s/stop".formatted(Gateway.escaped(run)),
                Json.MAPPER.createObjectNode(), Map.of());
    }

    /** Goes on with a stopped training run. */
    public JobView resume(String run) {
        return gateway.post("/v1/training-runs/%s/resume".formatted(Gateway.escaped(run)),
                Json.MAPPER.createObjectNode(), Map.of());
    }

    public JobView job(String id) {
        return Json.read(gateway.get("/v1/jobs/" + Gateway.escaped(id)), JobView.class);
    }

    /** The newest jobs, newest first. */
    public List<JobView> jobs(int limit) {
        return page("/v1/jobs?limit=" + limit, new TypeReference<Page<JobView>>() {
        }).items();
    }

    public List<DatasetView> datasets() {
        return page("/v1/datasets?limit=" + PAGE, new TypeReference<Page<DatasetView>>() {
        }).items();
    }

    /** Dataset versions: reports and what else there is of each. */
    public DatasetVersions versions() {
        return new DatasetVersions(gateway);
    }

    public List<ModelView> models() {
        return page("/v1/models?limit=" + PAGE, new TypeReference<Page<ModelView>>() {
        }).items();
    }

    public ModelView model(String name) {
        return Json.read(gateway.get("/v1/models/" + Gateway.escaped(name)), ModelView.class);
    }

    /** What the model consists of that {@code model}, {@code model@alias} or {@code model@checkpoint} means. */
    public ModelDescription describe(String reference) {
        return Json.read(gateway.get("/v1/models/%s/description".formatted(Gateway.escaped(reference))),
                ModelDescription.class);
    }

    /** What each direction of a model's noise changes, as a PNG. */
    public byte[] traversals(String reference) {
        return gateway.get("/v1/models/%s/traversals.png".formatted(Gateway.escaped(reference)));
    }

    /** What models can be trained as. */
    public List<FamilyView> families() {
        return page("/v1/families", new TypeReference<Page<FamilyView>>() {
        }).items();
    }

    public FamilyView family(String name) {
        return Json.read(gateway.get("/v1/families/" + Gateway.escaped(name)), FamilyView.class);
    }

    /** Which grids of pictures a run has published, newest first. */
    public List<Grid> grids(String run) {
        return page("/v1/training-runs/%s/grids".formatted(Gateway.escaped(run)), new TypeReference<Page<Grid>>() {
        })
                .items();
    }

    /** The grid that a run published at some number of images; {@code kind} is samples, reconstructions, nearest or traversals. */
    public byte[] grid(String run, long images, String kind) {
        return gateway.get("/v1/training-runs/%s/grids/%d.png?kind=%s".formatted(Gateway.escaped(run), images, kind));
    }

    /** A run's TensorBoard files, a ZIP that the caller closes. */
    public InputStream tensorboard(String run) {
        return gateway.open("/v1/training-runs/%s/tensorboard".formatted(Gateway.escaped(run)));
    }

    /** A generation's picture as its PNG. */
    public byte[] picture(String generation, int index) {
        return gateway.get("/v1/generations/%s/images/%d.png".formatted(Gateway.escaped(generation), index));
    }

    /** A generation's archive, a ZIP. */
    public byte[] archive(String generation) {
        return gateway.get("/v1/generations/%s/archive.zip".formatted(Gateway.escaped(generation)));
    }

    /**
     * Follows what happens, until the stream ends or the thread is interrupted.
     *
     * @param filters by name: {@code job}, {@code model}, {@code dataset}, {@code type}
     */
    public void events(Map<String, String> filters, Consumer<EventView> listener) {
        gateway.follow("/v1/events" + Gateway.query(filters),
                data -> listener.accept(Json.read(data, EventView.class)));
    }

    private <T> T page(String path, TypeReference<T> form) {
        return Json.MAPPER.convertValue(Json.object(gateway.get(path)), form);
    }
}
