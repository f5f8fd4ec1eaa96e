package dev.limner.models.gan;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.Configuration;
import dev.limner.models.PictureShape;
import dev.limner.models.losses.Wasserstein;

/** The two networks of a configuration, without numbers. */
record Pair(Generator generator, Discriminator discriminator) {
    static final String GENERATOR = "generator";
    static final String DISCRIMINATOR = "discriminator";
    private static final int SIDE = 32;
    private static final int PADDED_SIDE = 28;

    /** @throws ProblemException for what the networks cannot take */
    static Pair of(Configuration configuration) {
        GanSettings settings = GanSettings.of(configuration.settings());
        return settings.network().equals("dcgan")
                ? dcgan(settings, configuration)
                : residual(settings, configuration);
    }

    private static Pair residual(GanSettings settings, Configuration configuration) {
        Levels levels = Levels.of(configuration.shape(), settings.channels());
        int classes = configuration.classes().size();
        return new Pair(new ResidualGenerator(settings.latent(), classes, levels),
                new ResidualDiscriminator(classes, levels));
    }

    private static Pair dcgan(GanSettings settings, Configuration configuration) {
        PictureShape shape = configuration.shape();
        if (shape.height() != shape.width() || shape.height() != SIDE && shape.height() != PADDED_SIDE) {
            throw ProblemException.invalidField("size",
                    "%d×%d: dcgan paints 32×32, and 28×28 on a canvas of 32×32; for other sides take preset resnet-hinge"
                            .formatted(shape.width(), shape.height()));
        }
        if (!configuration.classes().isEmpty()) {
            throw ProblemException.invalidField("settings.classConditional",
                    "true: dcgan knows of no classes; take false, or preset resnet-hinge");
        }
        if (settings.loss() instanceof Wasserstein && settings.weightClip() == 0) {
            throw ProblemException.invalidField("settings.weightClip",
                    "0: loss wasserstein needs a bound on dcgan's discriminator; 0.01 is usual");
        }
        Canvas canvas = new Canvas(shape, SIDE, SIDE);
        return new Pair(new DcganGenerator(settings.latent(), settings.channels(), canvas),
                new DcganDiscriminator(settings.channels(), canvas));
    }
}
