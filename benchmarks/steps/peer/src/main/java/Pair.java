import java.util.List;

import org.bytedeco.pytorch.Tensor;

/** Both sides of an adversarial pair in turn; one painting a step. */
abstract class Pair implements Model {
    final Network generator;
    final Network discriminator;
    private final Given given;

    Pair(Given given) {
        this.given = given;
        generator = new Network(given, "generator");
        discriminator = new Network(given, "discriminator", false);
    }

    /** Pictures in [−1, 1]. */
    abstract Tensor generate(Weights w, Tensor z, Tensor y, boolean learning);

    abstract Tensor judged(Weights w, Tensor real, Tensor fake, Tensor y);

    abstract Tensor wished(Weights w, Tensor fake, Tensor y);

    abstract Weights prepared(Weights w);

    void refresh() {}

    @Override
    public List<Network> networks() {
        return List.of(generator, discriminator);
    }

    @Override
    public float train(Batch batch) {
        Tensor fake = generate(generator.weights(), batch.noise, batch.classes, true);
        refresh();
        Tensor loss = judged(prepared(discriminator.weights()), Ops.affine(batch.pictures, 2, -1), fake.detach(), batch.classes);
        loss.backward();
        discriminator.update(given.rate("discriminator", batch.step));
        Tensor wish = wished(prepared(discriminator.frozen()), fake, batch.classes);
        wish.backward();
        generator.update(given.rate("generator", batch.step));
        return loss.item_float() + wish.item_float();
    }

    @Override
    public Tensor paint(Tensor z, Tensor y) {
        return Ops.affine(generate(generator.averages(), z, y, false), 0.5, 0.5);
    }
}
