import java.util.List;

import org.bytedeco.pytorch.Tensor;

/** A family, written again. */
interface Model {
    List<Network> networks();

    /** One step; its loss. */
    float train(Batch batch);

    /** Pictures in [0, 1] by the averaged weights: noise [N,J], classes [N,K] or null. */
    Tensor paint(Tensor noise, Tensor y);

    static Model of(Given given) {
        return switch (given.settings.get("family")) {
            case "vae" -> new Vae(given);
            case "cnn" -> new Glo(given);
            case "flow" -> new Flow(given);
            case "gan" -> given.settings.get("network").equals("dcgan") ? new Dcgan(given) : new Residual(given);
            default -> throw new IllegalArgumentException(given.settings.get("family"));
        };
    }
}
