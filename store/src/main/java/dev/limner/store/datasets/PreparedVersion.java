package dev.limner.store.datasets;

import java.util.Optional;
import java.util.OptionalInt;

/** A version whose shards are stored and that nobody can see yet. */
public final class PreparedVersion {
    private final Publisher publisher;
    private final DatasetManifest unnumbered;

    /**
     * @param unnumbered its manifest, but for the version's number
     */
    PreparedVersion(Publisher publisher, DatasetManifest unnumbered) {
        this.publisher = publisher;
        this.unnumbered = unnumbered;
    }

    /** Makes it the dataset's next version, unless a version has this content already. May be repeated. */
    public Published publish() {
        return publisher.number(unnumbered, OptionalInt.empty()).orElseThrow();
    }

    /**
     * As {@link #publish}, but only as the one that follows a given version.
     *
     * @return nothing where that is not the newest any more, and none has this content
     */
    public Optional<Published> publishAfter(int version) {
        return publisher.number(unnumbered, OptionalInt.of(version));
    }
}
