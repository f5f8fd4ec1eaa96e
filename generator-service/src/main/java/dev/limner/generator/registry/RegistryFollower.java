package dev.limner.generator.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.CloudEvents;
import dev.limner.contracts.messages.ModelEvent;
import dev.limner.contracts.problems.ProblemException;

/**
 * Reads {@code limner.models} (topic in; key {@code model/checkpoint} or {@code model@alias}; nothing out) into a
 * {@link Registry}, on a thread of its own: assigned without a group, committed records only, from the beginning. It is
 * {@linkplain #caughtUp caught up} once it has read to the end as of its start, and never falls back: when Kafka goes
 * away, what was known stays known.
 */
public final class RegistryFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RegistryFollower.class);
    private static final TopicPartition MODELS = new TopicPartition(Topics.MODELS, 0);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Registry registry;
    private final java.util.function.Consumer<ModelEvent> changed;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "registry-follower");

    /** Somebody who waits until what is on the topic now has been read. */
    private static final class Waiter {
        private final CompletableFuture<Void> read = new CompletableFuture<>();
        private long end = -1;
    }

    /**
     * @param consumers makes a consumer that reads committed records and belongs to no group; called again after Kafka
     *                  was away
     * @param changed   told of each record that counted, once caught up, on the follower's thread
     */
    public RegistryFollower(Supplier<Consumer<String, byte[]>> consumers, Registry registry,
            java.util.function.Consumer<ModelEvent> changed) {
        this.consumers = consumers;
        this.registry = registry;
        this.changed = changed;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Done once the whole registry as of the start is known. */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp;
    }

    /** Done once everything is known that was on the topic when this was called. */
    public CompletableFuture<Void> upToNow() {
        Waiter waiter = new Waiter();
        waiters.add(waiter);
        return waiter.read;
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        thread.join(TimeUnit.SECONDS.toMillis(5));
    }

    private void run() {
        boolean away = false;
        while (closing.getCount() > 0) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                consumer.assign(List.of(MODELS));
                consumer.seekToBeginning(List.of(MODELS));
                long start = end(consumer);
                LOG.infof("Following %s to offset %d before this generator is ready", Topics.MODELS, start);
                away = false;
                follow(consumer, start);
            } catch (KafkaException e) {
                LOG.logf(away ? Logger.Level.DEBUG : Logger.Level.WARN, e,
                        "%s cannot be read; trying on, with what is known", Topics.MODELS);
                away = true;
                pause();
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer, long start) {
        while (closing.getCount() > 0) {
            aim(consumer);
            for (ConsumerRecord<String, byte[]> read : consumer.poll(POLL)) {
                take(read);
            }
            long position = consumer.position(MODELS);
            if (position >= start) {
                caughtUp.complete(null);
            }
            release(position);
        }
    }

    private void aim(Consumer<String, byte[]> consumer) {
        long end = -1;
        for (Waiter waiter : waiters) {
            if (waiter.end < 0) {
                end = end < 0 ? end(consumer) : end;
                waiter.end = end;
            }
        }
    }

    private void release(long position) {
        for (Iterator<Waiter> each = waiters.iterator(); each.hasNext();) {
            Waiter waiter = each.next();
            if (waiter.end >= 0 && position >= waiter.end) {
                each.remove();
                waiter.read.complete(null);
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> read) {
        if (read.value() == null) {
            registry.remove(read.key());
            return;
        }
        Map<String, byte[]> headers = new HashMap<>();
        for (Header header : read.headers()) {
            headers.put(header.key(), header.value());
        }
        try {
            if (CloudEvents.read(headers, read.value()).message() instanceof ModelEvent event
                    && registry.apply(event) && caughtUp.isDone()) {
                changed.accept(event);
            }
        } catch (ProblemException e) {
            LOG.errorf(e, "%s at offset %d (key '%s') cannot be read and does not count", Topics.MODELS, read.offset(),
                    read.key());
        }
    }

    private long end(Consumer<String, byte[]> consumer) {
        return consumer.endOffsets(List.of(MODELS)).get(MODELS);
    }

    private void pause() {
        try {
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
