package dev.limner.generator.generations;

import java.util.List;

import dev.limner.contracts.messages.OperationCommand;
import dev.limner.contracts.names.Seeds;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.images.Pulse;
import dev.limner.images.texture.ExemplarFill;

/** A repair without a model: the damaged region is filled with texture of its surroundings, each candidate by another seed. */
final class FillWork implements Work {
    /** Pixels of the picture times pixels to be filled that are done in some 50 ms on two cores. */
    private static final long QUICK = 1L << 20;

    private final Damage damage;
    private final int count;
    private final Provenance provenance;

    /** @throws ProblemException (invalid field) where the pictures do not go together, or a label is given */
    FillWork(OperationCommand.Repair command, RequestPictures pictures, String limner) {
        if (command.label() != null) {
            throw ProblemException.invalidField("label", "is for models: without one the surroundings fill the region");
        }
        this.provenance = Provenance.of(command, pictures.digests(), limner);
        this.damage = Damage.of(command, pictures);
        this.count = command.count();
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public int total() {
        return count;
    }

    @Override
    public boolean quick() {
        return (long) count * damage.picture().width() * damage.picture().height() * damage.hole().count() <= QUICK;
    }

    @Override
    public List<Made> make(int first, Pulse pulse) {
        long seed = first == 0 ? provenance.seed() : Seeds.of("%d:%d".formatted(provenance.seed(), first));
        try {
            return List.of(new Made(ExemplarFill.fill(damage.picture(), damage.hole(), seed, pulse), null));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalidField(damage.field(), e.getMessage());
        }
    }
}
