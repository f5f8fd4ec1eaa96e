package dev.limner.models.matting;

import java.util.SortedMap;

import ai.djl.ndarray.NDManager;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Configuration;
import dev.limner.models.Family;
import dev.limner.models.Learner;
import dev.limner.models.Presets;
import dev.limner.models.Sampler;
import dev.limner.models.TrainingPictures;
import dev.limner.models.layers.Halvings;

/** Networks that predict alpha; they cut out ({@link AlphaMatte}) and paint nothing. Trained on RGBA pictures. */
public final class MattingFamily implements Family {

    @Override
    public Presets presets() {
        return MattingSettings.PRESETS;
    }

    @Override
    public void check(Configuration configuration) {
        MattingSettings settings = MattingSettings.of(configuration.settings());
        if (configuration.shape().channels() != 4) {
            throw ProblemException.invalidField("colour",
                    "%d channels: matting learns from pictures that have an alpha channel, rgba"
                            .formatted(configuration.shape().channels()));
        }
        if (settings.channels() % 2 != 0) {
            throw ProblemException.invalidField("settings.channels", "%d: an even number for matting"
                    .formatted(settings.channels()));
        }
        network(configuration);
    }

    @Override
    public Learner learner(Configuration configuration, NDManager manager, TrainingPictures train) {
        return new MattingLearner(configuration, manager);
    }

    @Override
    public boolean paints() {
        return false;
    }

    /** @throws ProblemException always */
    @Override
    public Sampler sampler(Configuration configuration, SortedMap<String, Tensor> weights, String device) {
        throw new ProblemException(ProblemType.INVALID_FIELD,
                "family matting cannot do operation 'sample': it predicts alpha and paints no pictures; ask it for a"
                        + " cutout");
    }

    static MattingNetwork network(Configuration configuration) {
        return new MattingNetwork(MattingSettings.of(configuration.settings()).channels(),
                Halvings.of(configuration.shape(), "matting").levels());
    }
}
