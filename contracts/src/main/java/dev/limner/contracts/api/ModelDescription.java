package dev.limner.contracts.api;

import java.util.List;

/**
 * What a model consists of.
 *
 * @param checkpoint           the one that was asked for
 * @param layers               those that paint, in order, then those that are only trained with
 * @param parameters           that training changes
 * @param paintingParameters   of those, the ones of layers that paint
 * @param multiplyAdds         of painting one picture
 * @param trainingMultiplyAdds of a step's forward passes, for one picture
 */
public record ModelDescription(String model, String checkpoint, String family, String preset, List<Layer> layers,
        long parameters, long paintingParameters, long multiplyAdds, long trainingMultiplyAdds) {

    /**
     * One layer.
     *
     * @param layer        its name, the prefix of its weights
     * @param output       the shape that it makes of one picture; empty where that is not known
     * @param calls        how often it works for one picture painted, or for one step where it does not paint
     * @param multiplyAdds of all these calls, for one picture
     * @param paints       whether a picture passes it when it is painted
     */
    public record Layer(String layer, List<Long> output, long parameters, int calls, long multiplyAdds,
            boolean paints) {}
}
