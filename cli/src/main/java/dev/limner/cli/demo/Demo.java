package dev.limner.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.cli.client.LimnerClient;
import dev.limner.cli.commands.CommandFailure;
import dev.limner.cli.commands.Context;
import dev.limner.cli.commands.Following;
import dev.limner.cli.commands.Summaries;
import dev.limner.cli.commands.Table;
import dev.limner.cli.commands.Terminal;
import dev.limner.cli.commands.Uploads;
import dev.limner.cli.launching.DetachedStack;
import dev.limner.cli.stack.state.Secrets;
import dev.limner.cli.stack.state.StackRecord;
import dev.limner.cli.stack.state.StateFolder;
import dev.limner.contracts.api.JobView;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.Budget;
import dev.limner.contracts.names.DatasetReference;

/**
 * The demonstration, step by step. Its stack lives in a folder of its own, which is emptied at the beginning, and ends
 * with it: after success, after a failure and after Ctrl-C, and by itself should this process be killed.
 */
final class Demo {
    private static final String DATASET = "clothes";
    private static final String MODEL = "clothes-vae";
    private static final int INTERRUPTED = 130;

    private final Context context;
    private final Terminal terminal;
    private final Path out;
    private final Budget budget;
    private final StateFolder state;
    private final DetachedStack stack;
    private final Ledger ledger = new Ledger();
    private volatile boolean interrupted;

    Demo(Context context, Path out, Budget budget) {
        this.context = context;
        this.terminal = context.terminal();
        this.out = out.toAbsolutePath().normalize();
        this.budget = budget;
        this.state = context.demoState();
        this.stack = new DetachedStack(state);
    }

    /** Runs it to the end; the exit code. */
    int run(String data, boolean keep) throws IOException, InterruptedException {
        stack.stop();
        state.remove();
        state.make();
        Thread hook = new Thread(this::stopQuietly, "demo-closer");
        Runtime.getRuntime().addShutdownHook(hook);
        boolean kept = false;
        try {
            DemoData pictures = DemoData.choose(data, context.cache(), state.path().resolve("drawn"), terminal::say);
            StackRecord record = start(keep);
            String key = Secrets.find(state).orElseThrow().apiKey();
            LimnerClient client = new LimnerClient(record.gateway(), key);
            DemoOutput output = new DemoOutput(out, client);
            output.clear();
            JobView imported = fetch(client, pictures);
            learn(client, output);
            paint(client, output, imported.result());
            report(record);
            kept = keep;
            if (keep) {
                terminal.result("Limner is left running; `limner down` stops it.");
                terminal.result("address  " + record.gateway());
                terminal.result("key      " + key);
            }
            return 0;
        } catch (IOException | RuntimeException e) {
            if (interrupted) {
                // What fails because the stack is being taken away needs no second message.
                return INTERRUPTED;
            }
            throw e;
        } finally {
            if (!interrupted) {
                if (!kept) {
                    stack.stop();
                    state.remove();
                }
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private StackRecord start(boolean keep) throws InterruptedException {
        terminal.say("starting Kafka, PostgreSQL, S3 and the four services");
        long protector = keep ? 0 : ProcessHandle.current().pid();
        Ledger.Step step = ledger.begin("stack up");
        StackRecord record = stack.start(0, protector, line -> terminal.say("  " + line));
        step.end("ready at " + record.gateway());
        return record;
    }

    private JobView fetch(LimnerClient client, DemoData pictures) throws InterruptedException, IOException {
        Ledger.Step step = ledger.begin("import");
        JobView begun = Uploads.send(terminal, client, DATASET, pictures.upload());
        JobView imported = succeeded(new Following(terminal, client).untilItEnds(begun.id()));
        step.end(Summaries.of(imported));
        terminal.say(Summaries.of(imported));
        return imported;
    }

    private void learn(LimnerClient client, DemoOutput output) throws InterruptedException, IOException {
        Ledger.Step step = ledger.begin("training");
        JobView run = client.train(Json.MAPPER.createObjectNode().put("model", MODEL).put("family", "vae")
                .put("dataset", DATASET).put("budget", budget.toString()));
        JobView trained = succeeded(new Following(terminal, client).untilItEnds(run.id()));
        step.end(Summaries.of(trained));
        terminal.say(Summaries.of(trained));

        step = ledger.begin("training's own grids");
        step.end(output.grids(run.id()) + " pictures");
    }

    private void paint(LimnerClient client, DemoOutput output, JsonNode version)
            throws IOException, InterruptedException {
        List<String> classes = new ArrayList<>();
        version.path("classes").forEach(name -> classes.add(name.asText()));
        Ledger.Step step = ledger.begin("sampling");
        Painter painter = new Painter(client, MODEL);
        int painted = output.samples(painter, classes);
        step.end("%d pictures, %s".formatted(painted, painter.timing()));

        step = ledger.begin("repairs, variants, a walk, a texture");
        new Operations(client, painter, out).write(
                DatasetReference.parse(DATASET + "@" + version.path("version").asInt()),
                version.path("heldOut").asLong(), classes);
        step.end(String.join(", ", Operations.FILES));
        terminal.say("wrote " + out);
    }

    private void report(StackRecord before) {
        StackRecord record = StackRecord.find(state).orElse(before);
        Table.lines(ledger.rows()).forEach(terminal::result);
        terminal.result("");
        Table.lines(MemoryTable.rows(record)).forEach(terminal::result);
    }

    private static JobView succeeded(JobView job) {
        if (!job.succeeded()) {
            throw new CommandFailure("%s %s%s".formatted(job.kind(), job.state(),
                    job.problem() == null ? "" : ": " + job.problem().title() + ": " + job.problem().detail()));
        }
        return job;
    }

    /** Runs when this process is asked to end, as by Ctrl-C. */
    private void stopQuietly() {
        interrupted = true;
        try {
            stack.stop();
            state.remove();
            terminal.say("interrupted: everything is stopped");
        } catch (InterruptedException | RuntimeException e) {
            terminal.say("stopping failed: " + e.getMessage());
        }
    }
}
