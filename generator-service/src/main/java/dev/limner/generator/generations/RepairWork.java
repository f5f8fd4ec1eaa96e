package dev.limner.generator.generations;

import java.util.List;

import dev.limner.contracts.messages.OperationCommand;
import dev.limner.generator.serving.Samplers;
import dev.limner.images.Picture;
import dev.limner.images.Pulse;
import dev.limner.images.blending.PoissonBlending;

/**
 * A repair by a model. What the model paints is blended in (Pérez, Gangnet and Blake 2003): the region has the painted
 * picture's differences and the known pixels' values at its border. Known pixels come back as they were.
 */
final class RepairWork extends EditWork {
    private final Picture picture;
    private final Damage damage;
    private final int count;
    private final int label;

    /** @throws dev.limner.contracts.problems.ProblemException (invalid field) where the pictures do not go with the model */
    RepairWork(OperationCommand.Repair command, RequestPictures pictures, Samplers.Lease lease, String limner) {
        super(command, pictures, lease, limner);
        this.damage = Damage.of(command, pictures);
        this.picture = ModelPicture.of(damage.picture(), shape, "picture");
        this.count = command.count();
        this.label = label(command.label());
    }

    @Override
    public int total() {
        return count;
    }

    @Override
    public List<Made> make(int first, Pulse pulse) {
        Picture guess = PoissonBlending.membrane(picture, damage.hole());
        List<byte[]> painted = editor.repair(guess.pixels(), damage.hole().inverted().inside(), label,
                provenance().seed(), count, pulse::at);
        return made(painted, name(label)).stream()
                .map(each -> new Made(PoissonBlending.clone(picture, each.picture(), damage.hole()), each.label()))
                .toList();
    }
}
