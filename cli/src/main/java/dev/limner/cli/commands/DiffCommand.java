package dev.limner.cli.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.limner.cli.client.DatasetVersions;
import dev.limner.cli.progress.ProgressText;
import dev.limner.contracts.api.DatasetDiffView;
import dev.limner.contracts.api.DatasetDiffView.Change;
import dev.limner.contracts.api.DatasetDiffView.Place;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner datasets diff}: what is different between two versions. */
@Command(name = "diff", mixinStandardHelpOptions = true, description = "Says which pictures were added, removed, relabelled or moved to the other split.")
final class DiffCommand implements Callable<Integer> {
    private static final int LISTED = 20;

    private final Context context;

    @Parameters(index = "0", paramLabel = "FROM", description = "As in flowers@1.")
    private String from;

    @Parameters(index = "1", paramLabel = "TO", description = "As in flowers@2.")
    private String to;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    DiffCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        DatasetVersions versions = context.client().versions();
        DatasetDiffView diff = versions.diff(versions.resolve(from), versions.resolve(to));
        if (json) {
            context.terminal().json(diff);
            return 0;
        }
        context.terminal()
                .result("%s to %s: %s added, %s removed, %s relabelled, %s moved to the other split, %s the same"
                        .formatted(diff.from(), diff.to(), count(diff.added()), count(diff.removed()),
                                count(diff.relabelled()), count(diff.moved()), count(diff.same())));
        classes("new classes", diff.addedClasses());
        classes("classes gone", diff.removedClasses());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("CHANGE", "BEFORE", "AFTER"));
        diff.changes().stream().limit(LISTED).forEach(change -> rows.add(row(change)));
        if (rows.size() > 1) {
            context.terminal().table(rows);
        }
        if (diff.changes().size() > LISTED) {
            context.terminal().result("… (--json has more)");
        }
        return 0;
    }

    private void classes(String what, List<String> names) {
        if (!names.isEmpty()) {
            context.terminal().result("%s: %s".formatted(what, String.join(", ", names)));
        }
    }

    private static List<String> row(Change change) {
        return List.of(change.kind(), place(change.before()), place(change.after()));
    }

    private static String place(Place place) {
        return place == null
                ? ""
                : "%s %d%s".formatted(place.split(), place.index(),
                        place.className() == null ? "" : " " + place.className());
    }

    private static String count(long number) {
        return ProgressText.count(number);
    }
}
