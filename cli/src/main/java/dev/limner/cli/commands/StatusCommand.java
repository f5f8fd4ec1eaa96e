package dev.limner.cli.commands;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

import dev.limner.cli.launching.ProcessMemory;
import dev.limner.cli.progress.ProgressText;
import dev.limner.cli.stack.services.Readiness;
import dev.limner.cli.stack.services.Service;
import dev.limner.cli.stack.state.ProcessMark;
import dev.limner.cli.stack.state.StackRecord;
import dev.limner.cli.stack.state.StateFolder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code limner status}: each part, its port, whether it is ready, its process and its memory. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows what runs. Exit code 1 where something that should run does not.")
final class StatusCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    StatusCommand(Context context) {
        this.context = context;
    }

    /**
     * One part.
     *
     * @param bytes resident memory; -1 where it is not known
     */
    record Part(String name, int port, String health, long pid, long bytes) {}

    @Override
    public Integer call() {
        StateFolder folder = context.running().orElse(null);
        if (folder == null) {
            context.terminal().say("Limner does not run here.");
            return 1;
        }
        StackRecord record = StackRecord.find(folder).orElseThrow();
        List<Part> parts = parts(record);
        if (json) {
            context.terminal().json(parts);
        } else {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("PART", "PORT", "HEALTH", "PROCESS", "MEMORY"));
            parts.forEach(part -> rows.add(List.of(part.name(), Integer.toString(part.port()), part.health(),
                    part.pid() < 0 ? "-" : Long.toString(part.pid()),
                    part.bytes() < 0 ? "-" : ProgressText.bytes(part.bytes()))));
            context.terminal().table(rows);
        }
        return parts.stream().allMatch(part -> part.health().equals("ready")) ? 0 : 1;
    }

    private static List<Part> parts(StackRecord record) {
        List<Part> parts = new ArrayList<>();
        Readiness readiness = new Readiness();
        for (Service service : Service.values()) {
            int port = record.ports().get(service.program());
            ProcessMark mark = record.processes().get(service.program());
            boolean alive = mark != null && mark.find().isPresent();
            String health = !alive
                    ? "down"
                    : readiness.ready(URI.create("http://127.0.0.1:" + port)) ? "ready" : "not ready";
            parts.add(new Part(service.program(), port, health, alive ? mark.pid() : -1,
                    alive ? bytes(ProcessMemory.resident(mark.pid())) : -1));
        }
        ProcessMark database = record.processes().get("postgresql");
        boolean databaseAlive = database != null && database.find().isPresent();
        parts.add(new Part("postgresql", record.ports().get("postgresql"), databaseAlive ? "ready" : "down",
                databaseAlive ? database.pid() : -1,
                databaseAlive ? bytes(ProcessMemory.proportional(database.pid())) : -1));
        ProcessMark stack = record.process();
        for (String part : List.of("kafka", "s3")) {
            parts.add(new Part(part, record.ports().get(part), record.ready() ? "ready" : "not ready", stack.pid(),
                    bytes(ProcessMemory.alone(stack.pid()))));
        }
        return parts;
    }

    private static long bytes(OptionalLong memory) {
        return memory.orElse(-1);
    }
}
