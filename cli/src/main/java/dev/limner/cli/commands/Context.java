package dev.limner.cli.commands;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.limner.cli.client.LimnerClient;
import dev.limner.cli.stack.state.Secrets;
import dev.limner.cli.stack.state.StackRecord;
import dev.limner.cli.stack.state.StateFolder;

/**
 * What a command works with, so that nothing reads the process's own environment or streams by itself.
 *
 * @param environment variables: {@code LIMNER_HOME} (the programs' folder), {@code LIMNER_STATE},
 *                    {@code LIMNER_URL}, {@code LIMNER_KEY}
 * @param terminal    where to say things
 */
public record Context(Map<String, String> environment, Terminal terminal) {

    /** The folder of the programs: what the script says, else the folder above that has them, else this one. */
    public Path root() {
        String home = environment.get("LIMNER_HOME");
        if (home != null) {
            return Path.of(home).toAbsolutePath().normalize();
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("gateway/pom.xml")) && Files.exists(folder.resolve("cli/pom.xml"))) {
                return folder;
            }
        }
        return here;
    }

    /** Where PostgreSQL's programs and downloads are kept. */
    public Path cache() {
        return root().resolve(".limner/cache");
    }

    public StateFolder state() {
        String folder = environment.get("LIMNER_STATE");
        return new StateFolder(folder == null ? root().resolve(".limner") : Path.of(folder));
    }

    /** The folder of the demonstration's own stack. */
    public StateFolder demoState() {
        return new StateFolder(root().resolve(".limner/demo"));
    }

    /** The stack that runs here: the usual one, else a demonstration that was kept. */
    public Optional<StateFolder> running() {
        return List.of(state(), demoState()).stream()
                .filter(folder -> StackRecord.find(folder).filter(StackRecord::alive).isPresent()).findFirst();
    }

    /**
     * A client of {@code LIMNER_URL}, or of the stack that runs here.
     *
     * @throws CommandFailure where there is neither, or no key
     */
    public LimnerClient client() {
        String url = environment.get("LIMNER_URL");
        if (url != null) {
            return new LimnerClient(URI.create(url), Optional.ofNullable(environment.get("LIMNER_KEY"))
                    .orElseThrow(() -> new CommandFailure("LIMNER_URL is set and LIMNER_KEY is not: set both")));
        }
        StateFolder folder = running().orElseThrow(() -> new CommandFailure(
                "Limner does not run here: start it with `limner up`, or set LIMNER_URL and LIMNER_KEY"));
        StackRecord record = StackRecord.find(folder).orElseThrow();
        String key = Optional.ofNullable(environment.get("LIMNER_KEY"))
                .or(() -> Secrets.find(folder).map(Secrets::apiKey))
                .orElseThrow(() -> new CommandFailure("%s holds no key".formatted(folder.path())));
        return new LimnerClient(record.gateway(), key);
    }
}
