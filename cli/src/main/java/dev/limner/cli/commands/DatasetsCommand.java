package dev.limner.cli.commands;

import java.util.List;
import java.util.Locale;

import dev.limner.cli.progress.ProgressText;

import picocli.CommandLine.Command;

/** {@code limner datasets}: every version there is. */
@Command(name = "datasets", mixinStandardHelpOptions = true, description = "Lists datasets and their versions.")
final class DatasetsCommand extends ListOutput {
    DatasetsCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        return show(context.client().datasets().stream().flatMap(dataset -> dataset.versions().stream()).toList(),
                List.of("DATASET", "TRAIN", "HELD OUT", "SIZE", "COLOUR", "CLASSES", "AGE"),
                version -> List.of(version.dataset() + "@" + version.version(), ProgressText.count(version.train()),
                        ProgressText.count(version.heldOut()), version.width() + "×" + version.height(),
                        version.colour().name().toLowerCase(Locale.ROOT), Integer.toString(version.classes().size()),
                        ago(version.publishedAt())));
    }
}
