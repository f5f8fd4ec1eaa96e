package dev.limner.models;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.limner.contracts.api.FamilyView;

/** What there is to choose from, told to people: every family, preset and setting. */
public final class Catalogue {
    private static final String SIDES = "16 to 256 pixels a side, grey, RGB or RGBA; sides are multiples of 4, and of 2^L for what is halved L times, until at most 8 are left";

    /** By family, what it is for, and which pictures it takes. */
    private static final Map<String, List<String>> ABOUT = Map.of(
            "cnn", List.of("variety after a few minutes: a learned code for each picture", SIDES),
            "flow", List.of("the best pictures for the time, classes followed closely; several passes a sample", SIDES),
            "gan", List.of("sharp edges and textures, and more time; collapse is measured and ends a run", SIDES),
            "matting", List.of("alpha for cut-outs, learned from your pictures with an alpha channel; paints nothing",
                    "16 to 256 pixels a side, RGBA; cuts out pictures of any size"),
            "vae", List.of("something good after two minutes on a CPU: one pass, stable, a little soft", SIDES));

    /** By family/preset, what it is for. */
    private static final Map<String, String> PURPOSES = Map.ofEntries(
            Map.entry("cnn/glo-small", "minutes on a CPU"),
            Map.entry("cnn/cnn-plain", "to see why noise to picture by squared error collapses to the mean"),
            Map.entry("flow/latent-small", "minutes on a CPU, in the latents of an autoencoder that is trained first"),
            Map.entry("flow/latent-few-step", "the same, with four evaluations a sample instead of sixteen"),
            Map.entry("flow/pixel-small", "small pictures, without an autoencoder"),
            Map.entry("gan/resnet-hinge", "small sets: class-conditional, spectral norm, augmented differentiably"),
            Map.entry("gan/dcgan-32", "the textbook's, to compare with; only 32×32 as published, other sizes padded"),
            Map.entry("matting/matting-small", "minutes on a CPU"),
            Map.entry("vae/conv-small", "minutes on a CPU: fitted deviation of the pixels, learned prior"),
            Map.entry("vae/vae-plain", "the textbook's: squared error and divergence, to compare with"),
            Map.entry("vae/rae", "codes without noise, a density fitted to them afterwards"));

    private Catalogue() {}

    /** All families, by name. */
    public static List<FamilyView> all() {
        return Families.all().stream().map(Catalogue::view).toList();
    }

    private static FamilyView view(Family family) {
        Presets presets = family.presets();
        List<String> about = ABOUT.get(family.name());
        return new FamilyView(family.name(), about.get(0), about.get(1), family.paints(),
                presets.all().entrySet().stream()
                        .map(each -> new FamilyView.Preset(each.getKey(), each.getKey().equals(presets.usual()),
                                PURPOSES.get(family.name() + "/" + each.getKey()), each.getValue()))
                        .toList(),
                presets.settings().all().stream()
                        .map(each -> new FamilyView.Setting(each.name(), each.usual(), each.meaning()))
                        .sorted(Comparator.comparing(FamilyView.Setting::setting)).toList());
    }
}
