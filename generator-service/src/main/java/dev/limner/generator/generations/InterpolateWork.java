package dev.limner.generator.generations;

import java.util.ArrayList;
import java.util.List;

import dev.limner.contracts.messages.OperationCommand;
import dev.limner.generator.serving.Samplers;
import dev.limner.images.Pulse;
import dev.limner.models.editing.Code;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/** A walk between samples, or a grid between four of them: blended codes, painted a few at a time. */
final class InterpolateWork extends EditWork {
    private static final int AT_ONCE = 16;

    private final OperationCommand.Interpolate command;
    private final List<Code> stations = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Provenance provenance;

    /** @throws dev.limner.contracts.problems.ProblemException (invalid field) if the model does not know a label */
    InterpolateWork(OperationCommand.Interpolate command, RequestPictures pictures, Samplers.Lease lease,
            String limner) {
        super(command, pictures, lease, limner);
        this.command = command;
        double temperature = command.temperature() == null ? model.sampler().temperature() : command.temperature();
        this.provenance = super.provenance().withoutSeed().at(temperature);
        for (int i = 0; i < command.seeds().size(); i++) {
            long seed = command.seeds().get(i);
            int label = label(i, seed);
            names.add(name(label));
            stations.add(editor.draw(seed, 0, label, temperature));
        }
    }

    /** The class that is asked for, else the one that a sample of this seed would be of. */
    private int label(int station, long seed) {
        List<String> labels = command.labels();
        if (labels != null) {
            return label(labels.get(labels.size() == 1 ? 0 : station));
        }
        int classes = model.manifest().classes().size();
        return classes == 0 ? -1 : new Randomness(seed, Stream.SAMPLE_LABEL, 0).nextBelow(classes);
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public int total() {
        return command.columns() == null ? command.frames() : command.columns() * command.rows();
    }

    @Override
    public List<Made> make(int first, Pulse pulse) {
        List<Code> codes = new ArrayList<>();
        List<Made> made = new ArrayList<>();
        for (int i = first; i < Math.min(total(), first + AT_ONCE); i++) {
            codes.add(command.columns() == null ? onWalk(i) : inGrid(i));
        }
        List<byte[]> painted = editor.paint(codes, first);
        for (int i = 0; i < painted.size(); i++) {
            made.addAll(made(List.of(painted.get(i)), command.columns() == null ? nearest(first + i) : null));
        }
        return made;
    }

    /** How far along the walk a frame is, in stations. */
    private double place(int frame) {
        return command.loop()
                ? (double) frame * stations.size() / total()
                : (double) frame * (stations.size() - 1) / (total() - 1);
    }

    private Code onWalk(int frame) {
        int from = Math.min((int) place(frame), stations.size() - 1);
        return Code.between(stations.get(from), stations.get((from + 1) % stations.size()), place(frame) - from,
                editor.spherical());
    }

    private String nearest(int frame) {
        return names.get((int) Math.round(place(frame)) % stations.size());
    }

    private Code inGrid(int place) {
        double across = (double) (place % command.columns()) / (command.columns() - 1);
        double down = (double) (place / command.columns()) / (command.rows() - 1);
        Code above = Code.between(stations.get(0), stations.get(1), across, editor.spherical());
        Code below = Code.between(stations.get(2), stations.get(3), across, editor.spherical());
        return Code.between(above, below, down, editor.spherical());
    }
}
