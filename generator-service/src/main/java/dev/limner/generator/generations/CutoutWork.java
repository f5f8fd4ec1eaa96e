package dev.limner.generator.generations;

import java.util.List;

import dev.limner.contracts.messages.Box;
import dev.limner.contracts.messages.OperationCommand;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.images.Mask;
import dev.limner.images.Picture;
import dev.limner.images.Pulse;
import dev.limner.images.Resizer;
import dev.limner.images.cutout.Cutout;
import dev.limner.images.cutout.GrabCut;
import dev.limner.images.cutout.Trimap;

/** One cut-out: by a trimap, or by what stands out in a box or in the picture; laid over a background where there is one. */
final class CutoutWork implements Work {
    private static final int SMALLEST = 8;
    private static final long QUICK = 128 * 128;
    /** About how much of the time it takes to find what stands out. */
    private static final double SEGMENTING = 0.3;
    private static final int NARROWEST_BAND = 2;
    private static final int WIDEST_BAND = 20;
    private static final int BANDS = 50;

    private final Picture picture;
    private final Trimap trimap;
    private final Box box;
    private final Picture background;
    private final Provenance provenance;

    /** @throws ProblemException (invalid field) where the pictures do not go together */
    CutoutWork(OperationCommand.Cutout command, RequestPictures pictures, String limner) {
        this.provenance = Provenance.of(command, pictures.digests(), limner).withoutSeed();
        this.picture = pictures.picture("picture");
        if (Math.min(picture.width(), picture.height()) < SMALLEST) {
            throw ProblemException.invalidField("picture", "has %d×%d pixels: each side has at least %d"
                    .formatted(picture.width(), picture.height(), SMALLEST));
        }
        this.trimap = pictures.has("trimap") ? trimap(pictures.alike("trimap", picture)) : null;
        this.box = command.box();
        if (box != null && !(box.x() + box.width() <= picture.width() && box.y() + box.height() <= picture.height())) {
            throw ProblemException.invalidField("box", "ends at (%d, %d), where the picture has %d×%d pixels".formatted(
                    box.x() + box.width(), box.y() + box.height(), picture.width(), picture.height()));
        }
        if (box != null && box.width() == picture.width() && box.height() == picture.height()) {
            throw ProblemException.invalidField("box",
                    "is the whole picture: what lies outside it tells the background");
        }
        this.background = pictures.has("background")
                ? Resizer.resize(pictures.picture("background"), picture.width(), picture.height())
                : null;
    }

    private static Trimap trimap(Picture drawn) {
        try {
            return Trimap.of(drawn);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalidField("trimap", e.getMessage()
                    + "; white is foreground, black background, grey unknown");
        }
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public int total() {
        return 1;
    }

    @Override
    public boolean quick() {
        return (long) picture.width() * picture.height() <= QUICK;
    }

    @Override
    public List<Made> make(int first, Pulse pulse) {
        Trimap known = trimap != null ? trimap : found(pulse.part(0, SEGMENTING));
        Picture cut = Cutout.cut(picture, known, pulse.part(trimap != null ? 0 : SEGMENTING, 1));
        return List.of(new Made(background == null ? cut : Cutout.over(cut, background), null));
    }

    private Trimap found(Pulse pulse) {
        Mask front = box == null
                ? GrabCut.segment(picture, pulse)
                : GrabCut.segment(picture, Mask.box(picture.height(), picture.width(), box.x(), box.y(), box.width(),
                        box.height()), pulse);
        if (front.count() == 0) {
            throw ProblemException.invalidField("picture", "nothing stands out%s: draw a trimap"
                    .formatted(box == null ? " from its edges" : " in the box"));
        }
        int band = Math.max(NARROWEST_BAND,
                Math.min(WIDEST_BAND, Math.min(picture.width(), picture.height()) / BANDS));
        return Trimap.around(front, band);
    }
}
