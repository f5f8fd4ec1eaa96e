package dev.limner.generator.generations;

import java.util.List;

import dev.limner.contracts.messages.OperationCommand;
import dev.limner.generator.serving.Samplers;
import dev.limner.images.Picture;
import dev.limner.images.Pulse;

/** Variants of a picture, all found from one search. */
final class VaryWork extends EditWork {
    private final OperationCommand.Vary command;
    private final Picture picture;
    private final int label;

    /** @throws dev.limner.contracts.problems.ProblemException (invalid field) where the picture does not go with the model */
    VaryWork(OperationCommand.Vary command, RequestPictures pictures, Samplers.Lease lease, String limner) {
        super(command, pictures, lease, limner);
        this.command = command;
        this.picture = ModelPicture.of(pictures.picture("picture"), shape, "picture");
        this.label = label(command.label());
    }

    @Override
    public int total() {
        return command.count();
    }

    @Override
    public List<Made> make(int first, Pulse pulse) {
        return made(editor.vary(picture.pixels(), label, command.strength(), provenance().seed(), 0, total(),
                pulse::at), name(label));
    }
}
