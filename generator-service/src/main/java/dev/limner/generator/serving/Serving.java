package dev.limner.generator.serving;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.jboss.logging.Logger;

import dev.limner.contracts.messages.ModelEvent;
import dev.limner.contracts.messages.ModelEvent.AliasMoved;
import dev.limner.contracts.messages.ModelEvent.CheckpointPublished;
import dev.limner.contracts.names.ModelReference;
import dev.limner.generator.registry.Registry;

/**
 * Which loaded model answers a request. The rule it keeps: <b>a checkpoint that fails to load leaves the one before it
 * serving, loudly</b>. When an alias moves, the new checkpoint is loaded and warmed beside the old one, which answers
 * until that is done; if it fails, the old one goes on answering, an error is logged, and the new one is tried again
 * when it is asked for, not sooner than {@link #AGAIN} later. That holds also where the old one was withdrawn meanwhile,
 * for as long as it is loaded. Every answer names the checkpoint it came from.
 */
public final class Serving {
    /** How long a checkpoint that failed to load is left alone. */
    static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Logger LOG = Logger.getLogger(Serving.class);

    private final Registry registry;
    private final Samplers samplers;
    private final Executor warmer;
    private final Clock clock;
    /** By alias, the checkpoint that last answered for it. */
    private final Map<ModelReference, CheckpointPublished> serving = new ConcurrentHashMap<>();
    /** By manifest key, when its warming began or it failed. */
    private final Map<String, Instant> tried = new ConcurrentHashMap<>();

    /**
     * @param warmer loads beside the requests; one thread is enough
     */
    public Serving(Registry registry, Samplers samplers, Executor warmer, Clock clock) {
        this.registry = registry;
        this.samplers = samplers;
        this.warmer = warmer;
        this.clock = clock;
    }

    /**
     * The model that answers for a reference now; it stays loaded until the lease is closed.
     *
     * @throws dev.limner.contracts.problems.ProblemException (unknown model) listing what there is; (corrupt object) if
     *                                                        the checkpoint cannot be loaded and none was serving
     *                                                        before it
     */
    public Samplers.Lease lease(ModelReference reference) {
        CheckpointPublished wanted = registry.find(reference).orElseThrow(() -> registry.unknown(reference));
        if (!registry.isAlias(reference)) {
            return samplers.lease(wanted);
        }
        CheckpointPublished former = serving.get(reference);
        if (former != null && !former.manifest().equals(wanted.manifest()) && !samplers.has(wanted)
                && samplers.has(former) && stillThere(former)) {
            warm(reference, wanted);
            return samplers.lease(former);
        }
        try {
            Samplers.Lease lease = samplers.lease(wanted);
            swap(reference, wanted);
            return lease;
        } catch (RuntimeException e) {
            if (former == null || former.manifest().equals(wanted.manifest())
                    || !stillThere(former) && !samplers.has(former)) {
                throw e;
            }
            complain(reference, wanted, e);
            return samplers.lease(former);
        }
    }

    /** Told of each change of the registry: what an alias that was asked for stands for now is loaded ahead. */
    public void changed(ModelEvent event) {
        if (event instanceof AliasMoved moved) {
            ModelReference alias = new ModelReference(moved.model(), moved.alias());
            CheckpointPublished former = serving.get(alias);
            Optional<CheckpointPublished> wanted = registry.find(alias);
            if (former != null && samplers.has(former) && wanted.isPresent() && !samplers.has(wanted.get())) {
                warm(alias, wanted.get());
            }
        }
    }

    private boolean stillThere(CheckpointPublished former) {
        return registry.find(new ModelReference(former.model(), former.checkpoint())).isPresent();
    }

    private void warm(ModelReference alias, CheckpointPublished wanted) {
        Instant now = clock.instant();
        Instant before = tried.get(wanted.manifest());
        if (before != null && now.isBefore(before.plus(AGAIN))) {
            return;
        }
        tried.put(wanted.manifest(), now);
        warmer.execute(() -> {
            try (Samplers.Lease warm = samplers.lease(wanted)) {
                swap(alias, wanted);
            } catch (RuntimeException e) {
                complain(alias, wanted, e);
            }
        });
    }

    private void complain(ModelReference alias, CheckpointPublished wanted, RuntimeException e) {
        LOG.errorf(e, "Checkpoint %s cannot be loaded: %s goes on being answered by %s", wanted.checkpoint(), alias,
                serving.get(alias).checkpoint());
    }

    private void swap(ModelReference alias, CheckpointPublished wanted) {
        CheckpointPublished former = serving.put(alias, wanted);
        if (former == null || !former.manifest().equals(wanted.manifest())) {
            LOG.infof("%s is answered by checkpoint %s from now on", alias, wanted.checkpoint());
        }
        tried.remove(wanted.manifest());
    }
}
