import java.util.LinkedHashMap;
import java.util.Map;

import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Weights, how they learn (by libtorch's own Adam), and their average (by lerp). */
final class Network {
    private final Map<String, Tensor> weights = new LinkedHashMap<>();
    private final Map<String, Tensor> averages = new LinkedHashMap<>();
    private final TensorVector trained;
    private final double clip;
    private final double gamma;
    private final Optimizer adam;

    Network(Given given, String name) {
        this(given, name, true);
    }

    /** @param averaged whether there is an average */
    Network(Given given, String name, boolean averaged) {
        TensorVector learning = new TensorVector();
        given.numbers.keySet().stream().filter(key -> key.startsWith(name + ".")).forEach(key -> {
            Tensor weight = given.tensor(key);
            weights.put(key.substring(name.length() + 1), weight);
            if (averaged) {
                averages.put(key.substring(name.length() + 1), weight.clone());
            }
            if (given.trained.contains(key)) {
                learning.push_back(weight.requires_grad_(true));
            }
        });
        trained = learning;
        clip = given.number("clipNorm");
        gamma = given.number("gamma");
        adam = given.settings.get("optimiser").equals("adamw") ? adamw(given) : adam(given);
    }

    /** Gradients flow to these. */
    Weights weights() {
        return new Weights(weights);
    }

    /** And not to these. */
    Weights frozen() {
        Map<String, Tensor> detached = new LinkedHashMap<>();
        weights.forEach((name, weight) -> detached.put(name, weight.detach()));
        return new Weights(detached);
    }

    Weights averages() {
        return new Weights(averages);
    }

    long parameters() {
        long count = 0;
        for (Tensor each : trained.get()) {
            count += each.numel();
        }
        return count;
    }

    /** By the gradients so far. */
    void update(double rate) {
        if (clip > 0) {
            torch.clip_grad_norm_(trained, clip);
        }
        adam.param_groups().get(0).options().set_lr(rate);
        adam.step();
        adam.zero_grad(false);
    }

    /** Takes the weights after a step into the average, where there is one. */
    void follow(int step) {
        double beta = Math.pow(1 - 1.0 / step, gamma + 1);
        try (NoGradGuard guard = new NoGradGuard()) {
            averages.forEach((name, average) -> average.lerp_(weights.get(name), Ops.scalar(1 - beta)));
        }
    }

    private Optimizer adam(Given given) {
        AdamOptions options = new AdamOptions(1e-3);
        options.betas().put(given.number("adamBeta2"), given.number("adamBeta1")); // libstdc++ keeps a tuple from its end
        options.eps().put(given.number("epsilon"));
        return new Adam(trained, options);
    }

    private Optimizer adamw(Given given) {
        AdamWOptions options = new AdamWOptions(1e-3);
        options.betas().put(given.number("adamBeta2"), given.number("adamBeta1")); // libstdc++ keeps a tuple from its end
        options.eps().put(given.number("epsilon"));
        options.weight_decay().put(given.number("weightDecay"));
        return new AdamW(trained, options);
    }
}
