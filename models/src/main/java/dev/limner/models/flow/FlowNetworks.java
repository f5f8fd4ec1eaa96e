package dev.limner.models.flow;

import java.util.Optional;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.Configuration;
import dev.limner.models.PictureShape;
import dev.limner.models.engine.Parameters;
import dev.limner.models.layers.Halvings;

/**
 * The networks of a configuration, without weights, and the grid that the flow is in: an autoencoder's latents [J,h,w], or
 * the pixels [c,H,W].
 *
 * @param velocity    v
 * @param autoencoder empty where the flow is in the pixels
 * @param channels    J or c
 * @param height      h or H
 * @param width       w or W
 */
record FlowNetworks(VelocityNetwork velocity, Optional<Autoencoder> autoencoder, int channels, int height, int width) {
    /** Names in a snapshot. */
    static final String VELOCITY = "flow";
    static final String AUTOENCODER = "autoencoder";

    /** Longest side of the first grid of squares in the pixels, and of the lowest grid. */
    private static final int LARGEST_GRID = 16;
    private static final int LOWEST_GRID = 8;
    private static final int LOWEST_LATENTS = 4;
    private static final int MOST_LATENTS = 32;

    /** @throws ProblemException if the shape or the number of heads does not fit */
    static FlowNetworks of(Configuration configuration) {
        FlowSettings settings = FlowSettings.of(configuration.settings());
        if (2 * settings.channels() % settings.heads() != 0) {
            throw ProblemException.invalidField("settings.heads",
                    "%d do not divide twice the channels, %d".formatted(settings.heads(), 2 * settings.channels()));
        }
        return settings.first().latent() ? inLatents(configuration, settings) : inPixels(configuration, settings);
    }

    /** c·h·w. */
    int numbers() {
        return channels * height * width;
    }

    /** Adds the first weights of both networks. */
    void begin(Parameters parameters, long seed) {
        autoencoder.ifPresent(network -> network.begin(parameters, seed));
        velocity.begin(parameters, seed);
    }

    private static FlowNetworks inLatents(Configuration configuration, FlowSettings settings) {
        PictureShape shape = configuration.shape();
        Halvings halved = Halvings.of(shape, "flow");
        int latents = settings.first().latents();
        if (latents == 0) {
            latents = Math.min(MOST_LATENTS, (shape.channels() == 1 ? 4 : 8) << halved.levels() - 2);
        }
        Autoencoder autoencoder = new Autoencoder(shape, halved, settings.first().channels(), latents);
        int halvings = halvings(Math.max(halved.height(), halved.width()), LOWEST_LATENTS);
        return new FlowNetworks(
                new VelocityNetwork(plan(configuration, settings, latents, 1, halvings)),
                Optional.of(autoencoder), latents, halved.height(), halved.width());
    }

    private static FlowNetworks inPixels(Configuration configuration, FlowSettings settings) {
        PictureShape shape = configuration.shape();
        int patch = settings.patch() == 0 ? 2 : settings.patch();
        while (settings.patch() == 0 && Math.max(shape.height(), shape.width()) / patch > LARGEST_GRID) {
            patch *= 2;
        }
        if (shape.height() % patch != 0 || shape.width() % patch != 0) {
            throw ProblemException.invalidField("size",
                    "%d×%d: a flow in the pixels needs sides that are multiples of %d here".formatted(shape.width(),
                            shape.height(), patch));
        }
        int halvings = halvings(Math.max(shape.height(), shape.width()) / patch, LOWEST_GRID);
        return new FlowNetworks(
                new VelocityNetwork(plan(configuration, settings, shape.channels(), patch, halvings)),
                Optional.empty(), shape.channels(), shape.height(), shape.width());
    }

    private static VelocityNetwork.Plan plan(Configuration configuration, FlowSettings settings, int colours, int patch,
            int halvings) {
        return new VelocityNetwork.Plan(colours, patch, halvings, settings.channels(), settings.blocks(),
                settings.heads(), configuration.classes().size());
    }

    /** Until the longer side is at most {@code lowest}, odd sides rounded up. */
    private static int halvings(int side, int lowest) {
        int halvings = 0;
        for (int now = side; now > lowest; now = (now + 1) / 2) {
            halvings++;
        }
        return halvings;
    }
}
