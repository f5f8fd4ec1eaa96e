package dev.limner.generator.generations;

import java.util.ArrayList;
import java.util.List;

import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.generator.serving.LoadedModel;
import dev.limner.generator.serving.Samplers;
import dev.limner.images.Picture;
import dev.limner.images.Pulse;
import dev.limner.models.PictureShape;
import dev.limner.models.Sampler;

/** New pictures from a model, one forward pass at a time. */
final class SampleWork implements Work {
    private final GenerationCommand.Sample command;
    private final Samplers.Lease lease;
    private final Labels labels;
    private final Provenance provenance;

    /**
     * @param lease closed with the work
     * @throws dev.limner.contracts.problems.ProblemException if the model does not know the label
     */
    SampleWork(GenerationCommand.Sample command, Samplers.Lease lease, String limner) {
        LoadedModel model = lease.model();
        this.command = command;
        this.lease = lease;
        this.labels = Labels.of(command.label(), model.manifest().classes());
        this.provenance = Provenance.of(command, List.of(), limner).by(model.manifest())
                .at(command.temperature() == null ? model.sampler().temperature() : command.temperature());
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public int total() {
        return command.count();
    }

    @Override
    public boolean quick() {
        return total() <= lease.model().sampler().batch();
    }

    @Override
    public List<Made> make(int first, Pulse pulse) {
        Sampler sampler = lease.model().sampler();
        int count = Math.min(sampler.batch(), total() - first);
        int[] classes = new int[count];
        for (int i = 0; i < count; i++) {
            classes[i] = labels.index(first + i);
        }
        List<byte[]> painted = sampler.sample(provenance.seed(), first, count, classes, provenance.temperature());
        PictureShape shape = sampler.shape();
        List<Made> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(new Made(new Picture(shape.channels(), shape.height(), shape.width(), painted.get(i)),
                    labels.name(first + i)));
        }
        return made;
    }

    @Override
    public void close() {
        lease.close();
    }
}
