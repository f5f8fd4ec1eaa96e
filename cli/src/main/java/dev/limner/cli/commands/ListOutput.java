package dev.limner.cli.commands;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

import picocli.CommandLine.Option;

/** What every command that lists things has in common: a table, or JSON. */
abstract class ListOutput implements Callable<Integer> {
    final Context context;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    ListOutput(Context context) {
        this.context = context;
    }

    final <T> int show(List<T> items, List<String> heading, Function<T, List<String>> row) {
        if (json) {
            context.terminal().json(items);
            return 0;
        }
        if (items.isEmpty()) {
            context.terminal().say("none");
            return 0;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(heading);
        items.forEach(item -> rows.add(row.apply(item)));
        context.terminal().table(rows);
        return 0;
    }

    /** How long ago something was: 12 s, 5 min, 3 h, 2 d. */
    static String ago(Instant time) {
        if (time == null) {
            return "";
        }
        Duration age = Duration.between(time, Instant.now());
        if (age.toMinutes() < 1) {
            return Math.max(0, age.toSeconds()) + " s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min";
        }
        return age.toDays() < 1 ? age.toHours() + " h" : age.toDays() + " d";
    }
}
