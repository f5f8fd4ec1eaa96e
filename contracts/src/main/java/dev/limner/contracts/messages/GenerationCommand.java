package dev.limner.contracts.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

import dev.limner.contracts.Limits;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;

/** Commands on {@code limner.generation-requests}; key: the generation's id. */
public sealed interface GenerationCommand extends Command {

    /** What begins a generation. */
    sealed interface Request extends GenerationCommand permits Sample, OperationCommand {
        /** As in results: {@code sample}. */
        String operation();

        /** Who makes the pictures; null where that needs no model. */
        default ModelReference model() {
            return null;
        }

        /** What the pictures are drawn from; null where the request gives none, or nothing is drawn. */
        default Long seed() {
            return null;
        }
    }

    /**
     * {@code generation.sample}: new pictures from a model.
     *
     * @param id          the generation's id
     * @param model       {@code flowers-vae} (its latest), {@code flowers-vae@alias} or {@code flowers-vae@checkpoint}
     * @param count       how many pictures, 1 to 10 000; default 1
     * @param seed        picture i is drawn from (seed, i); null for one derived from the id
     * @param label       a class by name or by index; null for all classes in turn
     * @param temperature spread of the latent noise, above 0 up to 2; null for the preset's own
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sample(String id, ModelReference model, Integer count, Long seed,
            @JsonDeserialize(using = Texts.class) String label, Double temperature)
            implements
                Request {
        private static final double LARGEST_TEMPERATURE = 2;

        public Sample {
            Names.id("id", id);
            if (model == null) {
                throw ProblemException.invalidField("model",
                        "is missing: name a model, as in flowers-vae or flowers-vae@latest");
            }
            count = count == null ? 1 : count;
            if (count < 1 || count > Limits.GENERATION_PICTURES) {
                throw ProblemException.invalidField("count", "%d is outside 1 to %d: send several requests for more"
                        .formatted(count, Limits.GENERATION_PICTURES));
            }
            if (temperature != null && !(temperature > 0 && temperature <= LARGEST_TEMPERATURE)) {
                throw ProblemException.invalidField("temperature", temperature + " is outside 0 (exclusive) to "
                        + LARGEST_TEMPERATURE);
            }
        }

        @Override
        public String operation() {
            return "sample";
        }
    }

    /** {@code generation.cancel}: ends a generation that has not ended. */
    record Cancel(String id, String target) implements GenerationCommand, Control {
        public Cancel {
            Names.id("id", id);
            Names.id("target", target);
        }
    }
}
