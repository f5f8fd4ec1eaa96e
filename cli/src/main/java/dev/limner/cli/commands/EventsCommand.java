package dev.limner.cli.commands;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import dev.limner.contracts.api.EventView;
import dev.limner.contracts.messages.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code limner events}: everything that happens, as it happens, until Ctrl-C. */
@Command(name = "events", mixinStandardHelpOptions = true, description = "Shows events as they happen.")
final class EventsCommand implements Callable<Integer> {
    private static final int SHOWN = 160;

    private final Context context;

    @Option(names = "--job", paramLabel = "ID", description = "Only those of a job.")
    private String job;

    @Option(names = "--model", paramLabel = "NAME", description = "Only those of a model.")
    private String model;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Only those of a dataset.")
    private String dataset;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only those of a type, as in training.progressed.")
    private String type;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    EventsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Map<String, String> filters = new TreeMap<>();
        put(filters, "job", job);
        put(filters, "model", model);
        put(filters, "dataset", dataset);
        put(filters, "type", type);
        context.client().events(filters, event -> context.terminal().result(json ? line(event) : text(event)));
        context.terminal().say("the stream has ended");
        return 1;
    }

    private static void put(Map<String, String> filters, String name, String value) {
        if (value != null) {
            filters.put(name, value);
        }
    }

    private static String line(EventView event) {
        return new String(Json.write(event), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String text(EventView event) {
        String data = String.valueOf(event.data());
        return "%s  %-28s %s  %s".formatted(event.time(), event.type(), event.subject(),
                data.length() > SHOWN ? data.substring(0, SHOWN) + "…" : data);
    }
}
