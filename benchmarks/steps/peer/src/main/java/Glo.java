import java.util.List;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** glo-small: a decoder and a learned code for each picture. */
final class Glo implements Model {
    private final Given given;
    private final Network network;
    private final int code;
    private final float[] codes;

    Glo(Given given) {
        this.given = given;
        network = new Network(given, "decoder");
        code = given.whole("code");
        codes = given.numbers.get("codes").clone();
    }

    @Override
    public List<Network> networks() {
        return List.of(network);
    }

    @Override
    public float train(Batch batch) {
        float[] rows = new float[batch.chosen.length * code];
        for (int i = 0; i < batch.chosen.length; i++) {
            System.arraycopy(codes, batch.chosen[i] * code, rows, i * code, code);
        }
        Tensor z = Ops.tensor(rows, batch.chosen.length, code).requires_grad_(true);
        Tensor x = network.weights().decode(Ops.times(z, 2 * Math.sqrt(code)), batch.classes);
        Tensor loss = Ops.meanSquares(x, batch.pictures).add(Ops.times(laplacian(x.sub(batch.pictures)), given.number("laplacian")));
        loss.backward();
        double rate = given.rate("glo", batch.step);
        network.update(rate);
        move(batch.chosen, Ops.floats(z.grad()), rate * given.number("codeLearningRate") / given.number("learningRate"));
        return loss.item_float();
    }

    @Override
    public Tensor paint(Tensor noise, Tensor y) {
        float[] shares = given.numbers.get("fitted.density.shares");
        int components = given.whole("components");
        float[] drawn = Ops.floats(noise);
        long[] chosen = new long[(int) noise.size(0)];
        for (int n = 0; n < chosen.length; n++) {
            int last = (n + 1) * (code + 2);
            double turn = Math.atan2(drawn[last - 1], drawn[last - 2]) / (2 * Math.PI);
            double rest = turn < 0 ? turn + 1 : turn;
            int row = n % given.classes * components;
            int component = row;
            while (rest >= shares[component] && component < row + components - 1) {
                rest -= shares[component++];
            }
            chosen[n] = component;
        }
        Tensor index = torch.tensor(chosen);
        Tensor factors = torch.index_select(given.tensor("fitted.density.factors"), 0, index);
        Tensor means = torch.index_select(given.tensor("fitted.density.means"), 0, index);
        Tensor z = Ops.slice(noise, 1, 0, code).unsqueeze(1).bmm(factors).squeeze(1).add(means);
        return network.averages().decode(Ops.times(z, 2 * Math.sqrt(code)), y);
    }

    /** z ← z − α N ∂L/∂z, back into the unit ball. */
    private void move(int[] chosen, float[] gradient, double rate) {
        for (int i = 0; i < chosen.length; i++) {
            double squares = 0;
            for (int j = 0; j < code; j++) {
                codes[chosen[i] * code + j] -= (float) (rate * chosen.length * gradient[i * code + j]);
                squares += Math.pow(codes[chosen[i] * code + j], 2);
            }
            for (int j = 0; j < code && squares > 1; j++) {
                codes[chosen[i] * code + j] /= (float) Math.sqrt(squares);
            }
        }
    }

    /** Σ_j mean |L_j|. */
    private static Tensor laplacian(Tensor difference) {
        Tensor rest = difference;
        Tensor sum = null;
        for (int side = (int) rest.size(3); side > 4; side = (side + 1) / 2) {
            Tensor down = kernel(side, true);
            Tensor up = kernel(side, false);
            Tensor low = torch.matmul(torch.matmul(down, rest), down.t());
            Tensor detail = rest.sub(torch.matmul(torch.matmul(up, low), up.t())).abs().mean();
            sum = sum == null ? detail : sum.add(detail);
            rest = low;
        }
        return sum.add(rest.abs().mean());
    }

    /** (1 4 6 4 1) at every second place, its weights inside scaled to sum 1: [⌈S/2⌉,S] down, [S,⌈S/2⌉] up. */
    private static Tensor kernel(int side, boolean down) {
        double[] weights = {1, 4, 6, 4, 1};
        int half = (side + 1) / 2;
        int rows = down ? half : side;
        int columns = down ? side : half;
        float[] matrix = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int pass = 0; pass < 2; pass++) {
                for (int column = 0; column < columns; column++) {
                    int off = (down ? column - 2 * row : row - 2 * column) + 2;
                    if (off >= 0 && off < 5) {
                        sum += pass == 0 ? weights[off] : 0;
                        matrix[row * columns + column] = (float) (weights[off] / sum);
                    }
                }
            }
        }
        return Ops.tensor(matrix, rows, columns);
    }
}
