package dev.limner.datasets.imports;

import java.util.List;
import java.util.Optional;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.ColourChoice;
import dev.limner.contracts.messages.DatasetCommand.Import;
import dev.limner.contracts.messages.Fit;
import dev.limner.contracts.messages.TargetSize;
import dev.limner.datasets.imports.Survey.Advised;
import dev.limner.datasets.sources.Sources;
import dev.limner.datasets.sources.StagedCopy;

/**
 * What an import makes of its pictures, with what was left to the pictures filled in.
 *
 * @param reason why it was filled in so; empty where nothing was
 */
record Choice(Normaliser normaliser, Optional<String> reason) {

    /**
     * Looks at the pictures first, where the command asks for what is recommended.
     *
     * @param base   the version that is added to, whose shape is the one to bring pictures to; nothing where there is none
     * @param masked whether pictures came with masks, which are kept unless a colour without alpha was asked for
     */
    static Choice of(Import command, Optional<Base> base, boolean masked, List<StagedCopy> copies, Pulse pulse) {
        Fit fit = command.fit() == null ? Fit.CROP : command.fit();
        if (base.isPresent()) {
            return new Choice(new Normaliser(base.get().side(), fit, base.get().manifest().colour()), Optional.empty());
        }
        boolean side = TargetSize.RECOMMENDED.equals(command.size());
        boolean colour = command.colour() == ColourChoice.RECOMMENDED;
        Integer asked = command.size() == null ? null : command.size().pixels();
        if (!side && !colour) {
            return new Choice(new Normaliser(asked, fit, asked(command, masked)), Optional.empty());
        }
        Advised advised = survey(fit, copies, pulse);
        return new Choice(new Normaliser(side ? advised.side() : asked, fit,
                colour ? advised.colour() : asked(command, masked)),
                Optional.of(advised.reason()));
    }

    private static Colour asked(Import command, boolean masked) {
        if (command.colour() == null) {
            return masked ? Colour.RGBA : null;
        }
        return command.colour().colour();
    }

    private static Advised survey(Fit fit, List<StagedCopy> copies, Pulse pulse) {
        try (Sources sources = Sources.open(copies, pulse::beat)) {
            Survey survey = new Survey(fit, sources.expected(), pulse);
            sources.read(survey);
            return survey.advised();
        }
    }
}
