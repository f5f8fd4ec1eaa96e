package dev.limner.cli.commands;

import java.util.List;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;

/** {@code limner models}: every model, and what its aliases stand for. */
@Command(name = "models", mixinStandardHelpOptions = true, description = "Lists models and their aliases.")
final class ModelsCommand extends ListOutput {
    ModelsCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        return show(context.client().models(), List.of("MODEL", "CHECKPOINTS", "ALIASES"),
                model -> List.of(model.name(), Integer.toString(model.checkpoints().size()),
                        model.aliases().entrySet().stream().map(alias -> alias.getKey() + "=" + alias.getValue())
                                .sorted().collect(Collectors.joining(" "))));
    }
}
