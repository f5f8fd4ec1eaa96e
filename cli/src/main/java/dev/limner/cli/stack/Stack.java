package dev.limner.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.slf4j.LoggerFactory;

import dev.limner.cli.stack.servers.EmbeddedServers;
import dev.limner.cli.stack.servers.Server;
import dev.limner.cli.stack.servers.Servers;
import dev.limner.cli.stack.services.EngineCache;
import dev.limner.cli.stack.services.JavaCommand;
import dev.limner.cli.stack.services.Leftovers;
import dev.limner.cli.stack.services.Service;
import dev.limner.cli.stack.services.ServiceEnvironment;
import dev.limner.cli.stack.services.ServiceProcess;
import dev.limner.cli.stack.state.Ports;
import dev.limner.cli.stack.state.ProcessMark;
import dev.limner.cli.stack.state.Secrets;
import dev.limner.cli.stack.state.StackRecord;
import dev.limner.cli.stack.state.StackRecord.Phase;
import dev.limner.cli.stack.state.StateFolder;

/**
 * The whole of Limner on one machine: Kafka and S3 in this process, PostgreSQL and the four services as its children.
 * What it keeps is in the state folder, so that the next stack there finds everything again.
 *
 * <p>One stack a state folder: a lock on it is held from before the first server starts until after the last has
 * stopped. A service that dies is started again. Closing asks the services to end while every server is still there,
 * so that a trainer can write its checkpoint, and stops the servers after that. A process that ends with a stack open
 * closes it by a shutdown hook.
 */
public final class Stack implements AutoCloseable {
    private static final int GATEWAY_PORT = Ports.GATEWAY;

    private final StackOptions options;
    private final StateFolder folder;
    private final FileLock lock;
    private final SortedMap<String, Integer> ports;
    private final Endpoints endpoints;
    private final Servers servers;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final ScheduledExecutorService scheduler;
    private final Thread hook = new Thread(this::closeQuietly, "stack-closer");

    private Phase phase = Phase.STARTING;

    private Stack(StackOptions options, StateFolder folder, FileLock lock) {
        this.options = options;
        this.folder = folder;
        this.lock = lock;
        Secrets secrets = Secrets.of(folder, new SecureRandom());
        this.ports = ports();
        servers = options.servers()
                .orElseGet(() -> new EmbeddedServers(folder, options.cache(), ports, secrets));
        endpoints = new Endpoints(URI.create("http://127.0.0.1:" + ports.get(StackRecord.GATEWAY)),
                secrets.apiKey(), servers.bootstrapServers(), servers.bucket(), servers.database());
        scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "stack-supervisor");
            thread.setDaemon(true);
            return thread;
        });
        ServiceEnvironment environment = new ServiceEnvironment(endpoints, servers.passwords(), options.threads());
        for (Service service : options.services()) {
            services.put(service, process(service, environment));
        }
    }

    /**
     * Starts everything and waits until it is ready.
     *
     * @throws IllegalStateException where another stack has the state folder, a program has not been built, the port
     *                               wished for is taken, or a part is not ready in time; nothing is left running then
     */
    public static Stack start(StackOptions options) {
        for (Service service : options.services()) {
            if (!Files.exists(service.jar(options.root()))) {
                throw new IllegalStateException("%s has not been built: %s is missing; run mvn package in %s"
                        .formatted(service.program(), service.jar(options.root()), options.root()));
            }
        }
        // Before several threads want it: whoever logs while it is being set up is told off.
        LoggerFactory.getILoggerFactory();
        StateFolder folder = new StateFolder(options.state()).make();
        FileLock lock = folder.lock().orElseThrow(() -> new IllegalStateException(
                "another stack has the state folder " + folder.path()));
        Stack stack;
        try {
            StackRecord.find(folder).ifPresent(record -> Leftovers.end(record, options.progress()));
            stack = new Stack(options, folder, lock);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(stack.hook);
        try {
            stack.startAll();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** Where everything is. */
    public Endpoints endpoints() {
        return endpoints;
    }

    public StateFolder folder() {
        return folder;
    }

    /** A service's process, to look at, kill, stop and start. */
    public ServiceProcess service(Service service) {
        ServiceProcess process = services.get(service);
        if (process == null) {
            throw new IllegalArgumentException("this stack has no " + service.program());
        }
        return process;
    }

    public Collection<ServiceProcess> services() {
        return List.copyOf(services.values());
    }

    public Server kafka() {
        return servers.kafka();
    }

    public Server postgresql() {
        return servers.postgresql();
    }

    public Server s3() {
        return servers.s3();
    }

    /** Waits until every service is ready again, as after a fault. */
    public void awaitReady(Duration patience) {
        services.values().forEach(service -> service.awaitReady(patience));
    }

    /** Stops everything, services first, and waits until nothing is left. Does nothing the second time. */
    @Override
    public void close() {
        synchronized (this) {
            if (phase == Phase.STOPPED) {
                return;
            }
            phase = Phase.STOPPED;
        }
        try {
            Together.run(services.values().stream().map(service -> (Runnable) service::close).toList());
        } finally {
            scheduler.shutdownNow();
            try {
                Together.run(servers.all().stream().map(server -> (Runnable) server::close).toList());
            } finally {
                save();
                release(lock);
                forgetHook();
            }
        }
    }

    private void startAll() {
        save();
        Together.run(List.of(
                () -> timed(servers.kafka()), () -> timed(servers.postgresql()), () -> timed(servers.s3()),
                () -> new EngineCache(options.root(), System.getenv(), folder.log("engine"))
                        .warm(options.progress())));
        servers.prepare();
        services.values().forEach(ServiceProcess::start);
        Together.run(services.values().stream().map(service -> (Runnable) () -> timed(service)).toList());
        synchronized (this) {
            if (phase == Phase.STOPPED) {
                throw new IllegalStateException("the stack was stopped while it started");
            }
            phase = Phase.READY;
        }
        save();
    }

    private void timed(Server server) {
        Stopwatch watch = new Stopwatch();
        server.start();
        options.progress().accept("%s ready after %s".formatted(server.name(), watch));
        save();
    }

    private void timed(ServiceProcess service) {
        Stopwatch watch = new Stopwatch();
        service.awaitReady(options.patience());
        options.progress().accept("%s ready after %s".formatted(service.service().program(), watch));
    }

    private ServiceProcess process(Service service, ServiceEnvironment environment) {
        int port = ports.get(service.program());
        Map<String, String> inherited = System.getenv();
        return new ServiceProcess(service, port, JavaCommand.of(service, options.root(), inherited),
                environment.of(service, port), folder.log(service.program()), scheduler, options.progress(),
                this::save);
    }

    private SortedMap<String, Integer> ports() {
        SortedMap<String, Integer> remembered = StackRecord.find(folder).map(StackRecord::ports)
                .orElse(new TreeMap<>());
        Ports choice = new Ports(remembered, new SecureRandom());
        if (options.port() != 0) {
            choice.giveExactly(StackRecord.GATEWAY, options.port());
        } else {
            int port = choice.giveFrom(StackRecord.GATEWAY, GATEWAY_PORT);
            int expected = remembered.getOrDefault(StackRecord.GATEWAY, GATEWAY_PORT);
            if (port != expected) {
                options.progress().accept("port %d is taken; the gateway has %d".formatted(expected, port));
            }
        }
        List.of("kafka", "kafka-controller", "postgresql", "s3").forEach(choice::give);
        Arrays.stream(Service.values()).filter(service -> service != Service.GATEWAY)
                .forEach(service -> choice.give(service.program()));
        return choice.given();
    }

    private synchronized void save() {
        SortedMap<String, ProcessMark> processes = new TreeMap<>();
        services.forEach((service, process) -> {
            ProcessMark mark = process.mark();
            if (mark != null) {
                processes.put(service.program(), mark);
            }
        });
        servers.all().forEach(server -> server.pid().stream().mapToObj(ProcessHandle::of).flatMap(Optional::stream)
                .forEach(process -> processes.put(server.name(), ProcessMark.of(process))));
        new StackRecord(phase, ProcessMark.of(ProcessHandle.current()), ports, processes).save(folder);
    }

    private void closeQuietly() {
        try {
            close();
        } catch (RuntimeException e) {
            options.progress().accept("stopping failed: " + e.getMessage());
        }
    }

    private void forgetHook() {
        if (Thread.currentThread() != hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyEnding) {
                // The hook then finds nothing to close.
                options.progress().accept("stopped");
            }
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException("the state folder's lock cannot be released", e);
        }
    }
}
