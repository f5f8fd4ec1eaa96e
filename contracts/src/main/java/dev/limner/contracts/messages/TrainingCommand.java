package dev.limner.contracts.messages;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

import dev.limner.contracts.Limits;
import dev.limner.contracts.names.Budget;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;

/** Commands on {@code limner.training-commands}; key: the run's id. */
public sealed interface TrainingCommand extends Command {

    /**
     * {@code training.start}: trains a model.
     *
     * @param id       the run's id
     * @param model    the model it trains
     * @param family   the kind of network: {@code vae}
     * @param preset   a named configuration of the family; null for the family's default
     * @param dataset  {@code flowers} (the newest version) or {@code flowers@3}
     * @param budget   images, steps or time
     * @param seed     begins every random stream; null for one derived from the id
     * @param settings overrides of the preset, by name ({@code learningRate=0.001}); null for none
     * @param device   {@code auto}, {@code cpu} or {@code cuda:N}; null for the trainer's own
     * @param keepCheckpoints how many of the run's newest checkpoints are kept beside its best one, 1 to 1000; null for
     *                        the trainer's own number
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Start(String id, String model, String family, String preset, DatasetReference dataset, Budget budget,
            Long seed,
            @JsonDeserialize(contentUsing = Texts.class) Map<String, String> settings, String device,
            Integer keepCheckpoints) implements TrainingCommand {
        private static final Pattern DEVICE = Pattern.compile("auto|cpu|cuda:[0-9]{1,3}");

        public Start {
            Names.id("id", id);
            Names.name("model", model);
            Names.name("family", family);
            if (preset != null) {
                Names.name("preset", preset);
            }
            if (dataset == null) {
                throw ProblemException.invalidField("dataset",
                        "is missing: name a dataset, as in flowers or flowers@3");
            }
            if (budget == null) {
                throw ProblemException.invalidField("budget",
                        "is missing: images (500k, 2M), steps (2000steps) or time (90s, 20m, 8h)");
            }
            if (settings != null && settings.values().stream().anyMatch(Objects::isNull)) {
                throw ProblemException.invalidField("settings", "has a setting without a value: " + settings);
            }
            if (device != null && !DEVICE.matcher(device).matches()) {
                throw ProblemException.invalidField("device", "'%s': auto, cpu or cuda:N".formatted(device));
            }
            if (keepCheckpoints != null && (keepCheckpoints < 1 || keepCheckpoints > Limits.KEPT_CHECKPOINTS)) {
                throw ProblemException.invalidField("keepCheckpoints",
                        "%d: 1 to %d".formatted(keepCheckpoints, Limits.KEPT_CHECKPOINTS));
            }
            settings = settings == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(settings));
        }
    }

    /** {@code training.stop}: pauses a run at its next checkpoint. */
    record Stop(String id, String target) implements TrainingCommand, Control {
        public Stop {
            Names.id("id", id);
            Names.id("target", target);
        }
    }

    /** {@code training.resume}: goes on with a stopped run. */
    record Resume(String id, String target) implements TrainingCommand, Control {
        public Resume {
            Names.id("id", id);
            Names.id("target", target);
        }
    }

    /** {@code training.cancel}: ends a run that has not ended; its checkpoints stay. */
    record Cancel(String id, String target) implements TrainingCommand, Control {
        public Cancel {
            Names.id("id", id);
            Names.id("target", target);
        }
    }
}
