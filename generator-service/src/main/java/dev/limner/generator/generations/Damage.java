package dev.limner.generator.generations;

import dev.limner.contracts.messages.Box;
import dev.limner.contracts.messages.OperationCommand;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.images.Mask;
import dev.limner.images.Picture;

/**
 * A picture and what is to be repaired of it, as a request says it: by a mask, a box, or the picture's own transparency.
 *
 * @param picture without alpha where that says what is damaged
 * @param hole    some of its pixels, never all
 * @param field   the request's field that says it
 */
record Damage(Picture picture, Mask hole, String field) {
    private static final int HALF = 128;
    private static final int OPAQUE = 255;

    /** @throws ProblemException (invalid field) where a mask has another size, or nothing or all of the picture is damaged */
    static Damage of(OperationCommand.Repair command, RequestPictures pictures) {
        Picture picture = pictures.picture("picture");
        if (pictures.has("mask")) {
            Picture mask = pictures.alike("mask", picture);
            return checked(new Damage(picture, Mask.of(mask.channels() == 4 ? mask.toGrey() : mask, HALF), "mask"));
        }
        if (command.box() != null) {
            Box box = command.box();
            return checked(new Damage(picture, Mask.box(picture.height(), picture.width(), box.x(), box.y(), box
                    .width(), box.height()), "box"));
        }
        if (picture.channels() != 4) {
            throw ProblemException.invalidField("mask",
                    "is missing: send a mask or a box, or a picture that is transparent where it is to be filled");
        }
        return checked(new Damage(picture.toRgb(), Mask.of(picture, OPAQUE).inverted(), "picture"));
    }

    private static Damage checked(Damage damage) {
        int count = damage.hole.count();
        if (count == 0) {
            throw ProblemException.invalidField(damage.field, switch (damage.field) {
                case "mask" -> "is empty: white says what is filled, and nothing of it is white";
                case "box" -> "lies outside the picture, which has %d×%d pixels".formatted(damage.picture.width(),
                        damage.picture.height());
                default -> "is nowhere transparent: send a mask or a box of what is to be filled";
            });
        }
        if (count == damage.hole.inside().length) {
            throw ProblemException.invalidField(damage.field,
                    "covers the whole picture: something must be known. To get a new picture, sample one");
        }
        return damage;
    }
}
