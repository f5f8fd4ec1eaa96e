package dev.limner.cli.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import dev.limner.contracts.api.FamilyView;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner presets}: what a model can be trained as. */
@Command(name = "presets", mixinStandardHelpOptions = true, description = "Lists families and presets and what each is for; of one family every setting, too.")
final class PresetsCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FAMILY", description = "As in vae; all of them unless given.")
    private String family;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    PresetsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (family == null) {
            all(context.client().families());
        } else {
            one(context.client().family(family));
        }
        return 0;
    }

    private void all(List<FamilyView> families) {
        if (json) {
            context.terminal().json(families);
            return;
        }
        for (FamilyView each : families) {
            heading(each);
        }
        context.terminal().say("limner presets FAMILY lists a family's settings; * is the usual preset");
    }

    private void one(FamilyView view) {
        if (json) {
            context.terminal().json(view);
            return;
        }
        heading(view);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SETTING", "USUAL", "MEANING"));
        view.settings().forEach(each -> rows.add(List.of(each.setting(), each.usual(), each.meaning())));
        context.terminal().table(rows);
        view.presets().stream().filter(each -> !each.settings().isEmpty()).forEach(each -> context.terminal()
                .result("%s sets %s".formatted(each.preset(), new TreeMap<>(each.settings()))));
    }

    private void heading(FamilyView view) {
        context.terminal().result("%s: %s".formatted(view.family(), view.about()));
        context.terminal().result("  takes %s".formatted(view.sizes()));
        view.presets().forEach(each -> context.terminal()
                .result("  %s%s: %s".formatted(each.usual() ? "* " : "  ", each.preset(), each.purpose())));
    }
}
