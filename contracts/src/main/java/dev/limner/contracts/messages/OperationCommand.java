package dev.limner.contracts.messages;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

import dev.limner.contracts.Limits;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.names.Seeds;
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

    /**
     * {@code generation.vary}: variants of a picture.
     *
     * @param id       the generation's id
     * @param model    who paints them
     * @param picture  of the size of the model's pictures
     * @param strength 0 for the picture as well as the model can paint it, up to 1 for a fresh sample; null for 0.5
     * @param count    variants, 1 to 256; null for 1
     * @param label    the picture's class by name or by index, if it is known
     * @param seed     variant i is drawn from (seed, i); null for one derived from the id
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Vary(String id, ModelReference model, InputPicture picture, Double strength, Integer count,
            @JsonDeserialize(using = Texts.class) String label, Long seed) implements OperationCommand {
        private static final double USUAL = 0.5;

        public Vary {
            Names.id("id", id);
            Inputs.required(model);
            Inputs.required("picture", picture);
            strength = strength == null ? USUAL : strength;
            if (!(strength >= 0 && strength <= 1)) {
                throw ProblemException.invalidField("strength", strength + " is outside 0 to 1");
            }
            count = Inputs.within("count", count, 1, 1, Limits.VARIANTS);
        }

        @Override
        public String operation() {
            return "vary";
        }

        @Override
        public Map<String, InputPicture> inputs() {
            return Inputs.of("picture", picture);
        }

        @Override
        public Vary with(Map<String, InputPicture> replaced) {
            return new Vary(id, model, replaced.getOrDefault("picture", picture), strength, count, label, seed);
        }
    }

    /**
     * {@code generation.interpolate}: what lies between samples.
     *
     * @param id          the generation's id
     * @param model       who paints it
     * @param seeds       2 to 16 stations of a walk, or the four corners of a grid, row by row: each is picture 0 of a
     *                    sample of this seed and class; null for two (or four) derived from the id
     * @param labels      the stations' classes by name or by index: one for all, or one for each; null to have them drawn
     * @param frames      pictures of a walk, 2 to 1000; null for 30
     * @param columns     pictures in a row of a grid, 2 to 32; null for a walk
     * @param rows        of a grid, 2 to 32; null for as many as columns
     * @param loop        whether a walk comes back to where it began; null for no
     * @param temperature spread of the latent noise, above 0 up to 2; null for the preset's own
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Interpolate(String id, ModelReference model, List<Long> seeds,
            @JsonDeserialize(contentUsing = Texts.class) List<String> labels, Integer frames, Integer columns,
            Integer rows, Boolean loop, Double temperature) implements OperationCommand {
        private static final int USUAL = 30;
        private static final int LEAST = 2;
        private static final int CORNERS = 4;
        private static final double HOTTEST = 2;

        public Interpolate {
            Names.id("id", id);
            Inputs.required(model);
            int stations = columns == null ? LEAST : CORNERS;
            if (seeds == null) {
                String from = id;
                seeds = IntStream.range(0, stations).mapToObj(i -> Seeds.of(from + ":" + i)).toList();
            }
            if (seeds.stream().anyMatch(Objects::isNull)) {
                throw ProblemException.invalidField("seeds", "has an entry that is no number");
            }
            seeds = List.copyOf(seeds);
            if (seeds.size() < LEAST || seeds.size() > Limits.STATIONS) {
                throw ProblemException.invalidField("seeds", "are %d: 2 to %d".formatted(seeds.size(),
                        Limits.STATIONS));
            }
            if (labels != null) {
                if (labels.stream().anyMatch(Objects::isNull)
                        || labels.size() != 1 && labels.size() != seeds.size()) {
                    throw ProblemException.invalidField("labels", "are %d: one for all, or one for each of the %d seeds"
                            .formatted(labels.size(), seeds.size()));
                }
                labels = List.copyOf(labels);
            }
            loop = loop != null && loop;
            if (columns == null) {
                if (rows != null) {
                    throw ProblemException.invalidField("rows", "are of a grid: say its columns too");
                }
                frames = Inputs.within("frames", frames, USUAL, LEAST, Limits.FRAMES);
            } else {
                if (seeds.size() != CORNERS || loop || frames != null) {
                    throw ProblemException.invalidField("columns",
                            "make a grid, which has four seeds for its corners, no frames, and is no loop");
                }
                Inputs.within("columns", columns, LEAST, LEAST, Limits.GRID_SIDE);
                rows = Inputs.within("rows", rows, columns, LEAST, Limits.GRID_SIDE);
            }
            if (temperature != null && !(temperature > 0 && temperature <= HOTTEST)) {
                throw ProblemException.invalidField("temperature", temperature + " is outside 0 (exclusive) to 2");
            }
        }

        @Override
        public String operation() {
            return "interpolate";
        }

        @Override
        public Map<String, InputPicture> inputs() {
            return Map.of();
        }

        @Override
        public Interpolate with(Map<String, InputPicture> replaced) {
            return this;
        }
    }
}
