package dev.limner.contracts.messages;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

import dev.limner.contracts.Limits;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;

/** What can be asked for beside samples, on {@code limner.generation-requests}; key: the generation's id. */
public sealed interface OperationCommand extends GenerationCommand.Request {

    /** The same with its pictures replaced by others, by their fields' names. */
    OperationCommand with(Map<String, InputPicture> replaced);

    /** The pictures that come with it, by their fields' names, in the fields' order. */
    Map<String, InputPicture> inputs();

    /**
     * {@code generation.texture}: a texture of any size from a small picture of it. No model is needed.
     *
     * @param id       the generation's id
     * @param exemplar what the texture is taken from, 8 to 2048 pixels a side
     * @param width    of the texture in pixels, 1 to 4096; null for 512
     * @param height   of the texture in pixels, 1 to 4096; null for 512
     * @param tileable whether copies laid side by side shall join without a seam; null for no
     * @param block    side of the blocks that it is sewn from in pixels, 4 to 256: about the size of the largest thing
     *                 that repeats; null to have it chosen
     * @param seed     another one gives another texture; null for one derived from the id
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Texture(String id, InputPicture exemplar, Integer width, Integer height, Boolean tileable, Integer block,
            Long seed) implements OperationCommand {
        private static final int USUAL = 512;
        private static final int LEAST_BLOCK = 4;

        public Texture {
            Names.id("id", id);
            Inputs.required("exemplar", exemplar);
            width = Inputs.within("width", width, USUAL, 1, Limits.TEXTURE_SIDE);
            height = Inputs.within("height", height, USUAL, 1, Limits.TEXTURE_SIDE);
            tileable = tileable != null && tileable;
            if (block != null) {
                Inputs.within("block", block, LEAST_BLOCK, LEAST_BLOCK, Limits.LARGEST_SIDE);
            }
        }

        @Override
        public String operation() {
            return "texture";
        }

        @Override
        public Map<String, InputPicture> inputs() {
            return Inputs.of("exemplar", exemplar);
        }

        @Override
        public Texture with(Map<String, InputPicture> replaced) {
            return new Texture(id, replaced.getOrDefault("exemplar", exemplar), width, height, tileable, block, seed);
        }
    }

    /**
     * {@code generation.cutout}: what stands out in a picture, with alpha and clean colours. No model is needed.
     *
     * @param id         the generation's id
     * @param picture    what is cut out of
     * @param trimap     of the picture's size: white is foreground, black background, grey unknown. A few strokes on grey
     *                   will do. Null where nothing is known
     * @param box        where the foreground lies, if there is no trimap; null for anywhere but along the edges
     * @param background what the cut-out is laid over, of the picture's size or scaled to it; null for a cut-out with alpha
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cutout(String id, InputPicture picture, InputPicture trimap, Box box, InputPicture background)
            implements
                OperationCommand {
        public Cutout {
            Names.id("id", id);
            Inputs.required("picture", picture);
            if (trimap != null && box != null) {
                throw ProblemException.invalidField("box", "is beside a trimap: send one of them, or neither");
            }
        }

        @Override
        public String operation() {
            return "cutout";
        }

        @Override
        public Map<String, InputPicture> inputs() {
            return Inputs.of("picture", picture, "trimap", trimap, "background", background);
        }

        @Override
        public Cutout with(Map<String, InputPicture> replaced) {
            return new Cutout(id, replaced.getOrDefault("picture", picture), replaced.getOrDefault("trimap", trimap),
                    box, replaced.getOrDefault("background", background));
        }
    }

    /**
     * {@code generation.repair}: a region of a picture is filled; every other pixel comes back as it was.
     *
     * @param id      the generation's id
     * @param model   what fills it; null to fill it with texture of its surroundings
     * @param picture what is repaired; with a model, of the size of its pictures
     * @param mask    of the picture's size: white is filled, black kept. Null where a box says it, or the picture's own
     *                transparency does
     * @param box     what is filled, if there is no mask
     * @param count   candidates, 1 to 8, the best first; null for 1
     * @param label   the picture's class by name or by index, if it is known
     * @param seed    candidate i is drawn from (seed, i); null for one derived from the id
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Repair(String id, ModelReference model, InputPicture picture, InputPicture mask, Box box, Integer count,
            @JsonDeserialize(using = Texts.class) String label, Long seed) implements OperationCommand {
        public Repair {
            Names.id("id", id);
            Inputs.required("picture", picture);
            if (mask != null && box != null) {
                throw ProblemException.invalidField("box", "is beside a mask: send one of them, or neither");
            }
            count = Inputs.within("count", count, 1, 1, Limits.REPAIR_CANDIDATES);
        }

        @Override
        public String operation() {
            return "repair";
        }

        @Override
        public Map<String, InputPicture> inputs() {
            return Inputs.of("picture", picture, "mask", mask);
        }

        @Override
        public Repair with(Map<String, InputPicture> replaced) {
            return new Repair(id, model, replaced.getOrDefault("picture", picture),
                    replaced.getOrDefault("mask", mask), box, count, label, seed);
        }
    }
}
