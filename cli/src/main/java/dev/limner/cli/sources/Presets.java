package dev.limner.cli.sources;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The sets that are known by name. */
public final class Presets {
    private static final long IDX_BYTES = 64L << 20;
    private static final long CIFAR_BYTES = 256L << 20;

    /** MNIST (LeCun, Cortes, Burges 1998): 70 000 grey pictures of handwritten digits, 28×28 pixels, 10 classes. */
    public static final Preset MNIST = new Preset("mnist", "MNIST", idx(
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            List.of(URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
                    URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/")),
            null, List.of());

    /** Fashion-MNIST (Xiao, Rasul, Vollgraf 2017): 70 000 grey pictures of clothing, 28×28 pixels, 10 classes. */
    public static final Preset FASHION_MNIST = new Preset("fashion-mnist", "Fashion-MNIST", idx(
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            List.of(URI.create("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
                    URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/")),
            Path.of("/usr/share/datasets/fashion-mnist"), List.of("T-shirt/top", "Trouser", "Pullover", "Dress",
                    "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"));

    /** CIFAR-10 (Krizhevsky 2009): 60 000 pictures of animals and vehicles, 32×32 pixels, 10 classes; binary version. */
    public static final Preset CIFAR_10 = new Preset("cifar-10", "CIFAR-10", List.of(new PinnedFile(
            "cifar-10-binary.tar.gz", "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd", false,
            CIFAR_BYTES)), List.of(URI.create("https://www.cs.toronto.edu/~kriz/")), null, List.of());

    public static final List<Preset> ALL = List.of(MNIST, FASHION_MNIST, CIFAR_10);

    private Presets() {}

    public static Optional<Preset> named(String name) {
        return ALL.stream().filter(preset -> preset.name().equals(name)).findFirst();
    }

    private static List<PinnedFile> idx(String train, String trainLabels, String test, String testLabels) {
        return List.of(new PinnedFile("train-images-idx3-ubyte.gz", train, true, IDX_BYTES),
                new PinnedFile("train-labels-idx1-ubyte.gz", trainLabels, true, IDX_BYTES),
                new PinnedFile("t10k-images-idx3-ubyte.gz", test, true, IDX_BYTES),
                new PinnedFile("t10k-labels-idx1-ubyte.gz", testLabels, true, IDX_BYTES));
    }
}
