package dev.limner.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;

/**
 * A transposed convolution without bias, 4×4, stride 2, padding 1 (Radford et al. 2016): [N,in,H,W] → [N,out,2H,2W],
 *
 * <pre>
 * y[n,o,Y,X] = Σ_i Σ_{h,w} x[n,i,h,w] k[i,o,Y + 1 − 2h,X + 1 − 2w]
 * </pre>
 *
 * The engine has none, so it is computed as what it is: of a row Y = 2h + r, r = 0 sees rows h − 1 and h through k's rows 3
 * and 1, r = 1 sees h and h + 1 through 2 and 0, that is row 3 − 2a − r for the a-th of the two. So all four (r, s) are one
 * 2×2 convolution to 4 times the channels over x with a rim of zeros, each read from its own corner, and interleaved. (As
 * one 3×3 convolution and a {@link PixelShuffle} it takes half as long again.)
 *
 * @param name      of its weights, {@code name.weight} [in,out,4,4]
 * @param in        channels
 * @param out       channels
 * @param deviation σ of the first weights, N(0, σ²)
 */
public record TransposedConvolution(String name, int in, int out, double deviation) implements Layer {
    private static final Shape ONE = new Shape(1, 1);

    @Override
    public void begin(Parameters parameters, long seed) {
        String kernels = name + ".weight";
        parameters.addTrained(kernels, FirstWeights.normal(seed, kernels, deviation, 1, in, out, 4, 4));
    }

    @Override
    public NDArray apply(Weights weights, NDArray input) {
        NDArray kernels = weights.get(name + ".weight").flip(2, 3).reshape(in, out, 2, 2, 2, 2) // [i,o,a,r,b,s]
                .transpose(3, 5, 1, 0, 2, 4).reshape(4L * out, in, 2, 2); // [r·s·o,i,a,b]
        NDArray all = Conv2d.conv2d(input, kernels, null, ONE, ONE).singletonOrThrow(); // [N,4·out,H+1,W+1]
        long n = all.getShape().get(0);
        long height = all.getShape().get(2) - 1;
        long width = all.getShape().get(3) - 1;
        NDArray corners = all.reshape(n, 2, 2, out, height + 1, width + 1);
        NDList rows = new NDList();
        for (int r = 0; r < 2; r++) {
            NDList columns = new NDList();
            for (int s = 0; s < 2; s++) {
                columns.add(corners.get(new NDIndex().addAllDim().addIndices(r, s).addAllDim()
                        .addSliceDim(r, r + height).addSliceDim(s, s + width))); // [N,out,H,W]
            }
            rows.add(NDArrays.stack(columns, 4)); // [N,out,H,W,2]
        }
        NDArray output = NDArrays.stack(rows, 3).reshape(n, out, 2 * height, 2 * width);
        return Trace.made(name, output, shape -> shape.size() * in * 4);
    }
}
