package dev.limner.generator.serving;

import dev.limner.contracts.names.ModelReference;

/** Where requests get their models. */
@FunctionalInterface
public interface Models {

    /**
     * The model that answers for a reference; it stays loaded until the lease is closed.
     *
     * @throws dev.limner.contracts.problems.ProblemException (unknown model) listing what there is; (corrupt object,
     *                                                        not found) where it cannot be loaded
     */
    Samplers.Lease lease(ModelReference reference);
}
