package dev.limner.generator.generations;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.generator.serving.LoadedModel;
import dev.limner.images.Picture;
import dev.limner.models.PictureShape;
import dev.limner.models.editing.Editor;

/** A request's picture as a model takes it. */
final class ModelPicture {
    private static final int OPAQUE = 255;

    private ModelPicture() {}

    /**
     * What the model can do to pictures.
     *
     * @throws ProblemException (unsupported operation) where that is nothing
     */
    static Editor editor(LoadedModel model, String operation) {
        return model.sampler().editor().orElseThrow(() -> new ProblemException(ProblemType.UNSUPPORTED_OPERATION,
                "model '%s' is of family %s, which cannot %s: models of the families vae, gan, cnn and flow can"
                        .formatted(model.manifest().model(), model.manifest().family(), operation)));
    }

    /**
     * The same pixels in the model's colours.
     *
     * @throws ProblemException (invalid field) where the size is another, or the model cannot paint the picture's colours
     */
    static Picture of(Picture picture, PictureShape shape, String field) {
        if (picture.width() != shape.width() || picture.height() != shape.height()) {
            throw ProblemException.invalidField(field, "has %d×%d pixels; the model paints %d×%d: cut or scale it"
                    .formatted(picture.width(), picture.height(), shape.width(), shape.height()));
        }
        if (picture.channels() == shape.channels()) {
            return picture;
        }
        if (shape.channels() == 4) {
            return picture.toRgba();
        }
        Picture opaque = picture;
        if (picture.channels() == 4) {
            int plane = picture.width() * picture.height();
            for (int i = 3 * plane; i < 4 * plane; i++) {
                if ((picture.pixels()[i] & 0xff) != OPAQUE) {
                    throw ProblemException.invalidField(field,
                            "is transparent in places, and the model paints no transparency");
                }
            }
            opaque = picture.toRgb();
        }
        if (shape.channels() == 3) {
            return opaque.toRgb();
        }
        Picture grey = opaque.toGrey();
        if (!grey.toRgb().equals(opaque)) {
            throw ProblemException.invalidField(field, "is in colour, and the model paints grey");
        }
        return grey;
    }
}
