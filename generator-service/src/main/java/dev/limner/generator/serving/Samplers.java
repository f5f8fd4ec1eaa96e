package dev.limner.generator.serving;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jboss.logging.Logger;

import dev.limner.contracts.messages.ModelEvent.CheckpointPublished;

/**
 * Loaded models, the least recently used of which go when their weights exceed a budget. The rule it keeps: <b>a request
 * in flight is never interrupted</b>. Whoever paints holds a {@link Lease}; what is evicted while leases are out is
 * closed when the last one is given back. Two requests for one checkpoint load it once.
 *
 * <p>Owns every sampler it has loaded. Safe for use by several threads.
 */
public final class Samplers implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Samplers.class);

    private final ModelLoader loader;
    private final long budget;
    /** By manifest key, least recently used first; guarded by itself, with everything in its slots. */
    private final LinkedHashMap<String, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Slot {
        private final CompletableFuture<LoadedModel> model = new CompletableFuture<>();
        private int leases;
        private boolean evicted;

        private boolean loaded() {
            return model.isDone() && !model.isCompletedExceptionally();
        }
    }

    /**
     * @param budget bytes of weights to keep loaded; the newest model stays also where it alone is larger
     */
    public Samplers(ModelLoader loader, long budget) {
        this.loader = loader;
        this.budget = budget;
    }

    /** A loaded model that stays loaded until this is closed. */
    public final class Lease implements AutoCloseable {
        private final Slot slot;
        private boolean closed;

        private Lease(Slot slot) {
            this.slot = slot;
        }

        public LoadedModel model() {
            return slot.model.join();
        }

        /** Gives it back; repeating this is harmless. */
        @Override
        public void close() {
            if (!closed) {
                closed = true;
                leave(slot);
            }
        }
    }

    /**
     * The checkpoint, loaded now if it is not.
     *
     * @throws RuntimeException as {@link ModelLoader#load}
     */
    public Lease lease(CheckpointPublished checkpoint) {
        Slot slot;
        boolean first;
        synchronized (slots) {
            Slot there = slots.get(checkpoint.manifest());
            first = there == null;
            slot = first ? new Slot() : there;
            slot.leases++;
            if (first) {
                slots.put(checkpoint.manifest(), slot);
            }
        }
        if (first) {
            load(checkpoint, slot);
        }
        try {
            slot.model.join();
            return new Lease(slot);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Whether the checkpoint is loaded. */
    public boolean has(CheckpointPublished checkpoint) {
        synchronized (slots) {
            return slots.containsKey(checkpoint.manifest()) && slots.get(checkpoint.manifest()).loaded();
        }
    }

    /** Evicts every model; those on lease are closed when they are given back. */
    @Override
    public void close() {
        List<Slot> idle = new ArrayList<>();
        synchronized (slots) {
            slots.values().forEach(slot -> {
                slot.evicted = true;
                if (slot.leases == 0 && slot.loaded()) {
                    idle.add(slot);
                }
            });
            slots.clear();
        }
        idle.forEach(slot -> slot.model.join().sampler().close());
    }

    private void load(CheckpointPublished checkpoint, Slot slot) {
        try {
            LoadedModel model = loader.load(checkpoint);
            slot.model.complete(model);
            LOG.infof("Loaded checkpoint %s of model %s, %d bytes of weights", checkpoint.checkpoint(),
                    checkpoint.model(), model.bytes());
        } catch (RuntimeException | Error e) {
            synchronized (slots) {
                slots.remove(checkpoint.manifest(), slot);
            }
            slot.model.completeExceptionally(e);
            return;
        }
        shrink(slot);
    }

    private void shrink(Slot newest) {
        List<Slot> idle = new ArrayList<>();
        synchronized (slots) {
            long bytes = slots.values().stream().filter(Slot::loaded).mapToLong(slot -> slot.model.join().bytes())
                    .sum();
            for (Iterator<Map.Entry<String, Slot>> each = slots.entrySet().iterator(); each.hasNext()
                    && bytes > budget;) {
                Slot slot = each.next().getValue();
                if (slot == newest || !slot.loaded()) {
                    continue;
                }
                each.remove();
                bytes -= slot.model.join().bytes();
                slot.evicted = true;
                if (slot.leases == 0) {
                    idle.add(slot);
                }
            }
        }
        idle.forEach(slot -> slot.model.join().sampler().close());
    }

    private void leave(Slot slot) {
        boolean last;
        synchronized (slots) {
            slot.leases--;
            last = slot.evicted && slot.leases == 0;
        }
        if (last) {
            slot.model.join().sampler().close();
        }
    }
}
