package dev.limner.datasets.imports;

import dev.limner.contracts.names.DatasetReference;

/** The version that an import was to add to is no longer the newest: it is to be done again, from that. */
final class StaleBaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleBaseException(DatasetReference base) {
        super("%s has a successor by now".formatted(base));
    }
}
