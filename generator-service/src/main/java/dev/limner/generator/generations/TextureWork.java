package dev.limner.generator.generations;

import java.util.List;

import dev.limner.contracts.messages.OperationCommand;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.images.Picture;
import dev.limner.images.Pulse;
import dev.limner.images.texture.Quilt;
import dev.limner.images.texture.Quilting;

/** One texture, quilted from an exemplar. */
final class TextureWork implements Work {
    private static final double TOLERANCE = 0.1;
    /** Pixels of the texture times pixels of the exemplar that are done in some 50 ms on two cores. */
    private static final long QUICK = 1L << 26;

    private final Picture exemplar;
    private final Quilt quilt;
    private final Provenance provenance;

    /** @throws ProblemException (invalid field) where the exemplar is too small or too large */
    TextureWork(OperationCommand.Texture command, RequestPictures pictures, String limner) {
        this.provenance = Provenance.of(command, pictures.digests(), limner);
        this.exemplar = pictures.picture("exemplar");
        int shorter = Math.min(exemplar.width(), exemplar.height());
        if (shorter < Quilting.SMALLEST_EXEMPLAR
                || Math.max(exemplar.width(), exemplar.height()) > Quilting.LARGEST_EXEMPLAR) {
            throw ProblemException.invalidField("exemplar", "has %d×%d pixels: each side has %d to %d".formatted(
                    exemplar.width(), exemplar.height(), Quilting.SMALLEST_EXEMPLAR, Quilting.LARGEST_EXEMPLAR));
        }
        if (command.block() != null && command.block() > shorter) {
            throw ProblemException.invalidField("block", "%d pixels, where the exemplar's shorter side has %d"
                    .formatted(command.block(), shorter));
        }
        this.quilt = new Quilt(command.width(), command.height(), command.block() == null ? 0 : command.block(),
                TOLERANCE, command.tileable(), provenance.seed());
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
        return (long) quilt.width() * quilt.height() * exemplar.width() * exemplar.height() <= QUICK;
    }

    @Override
    public List<Made> make(int first, Pulse pulse) {
        return List.of(new Made(Quilting.texture(exemplar, quilt, pulse), null));
    }
}
