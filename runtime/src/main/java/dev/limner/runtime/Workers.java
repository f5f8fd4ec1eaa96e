package dev.limner.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.ShutdownEvent;

import dev.limner.jobs.JobHandler;
import dev.limner.jobs.JobWorker;
import dev.limner.jobs.Jobs;

/**
 * The service's workers: each begins once PostgreSQL, the bucket and Kafka have been there, and on shutdown its handlers
 * save, return, and their jobs are given back, before anything they need goes away.
 */
@Singleton
public class Workers {
    private final Jobs jobs;
    private final Dependencies dependencies;
    private final String name;
    private final List<JobWorker> begun = new ArrayList<>();
    private boolean ended;

    @Inject
    Workers(Jobs jobs, Dependencies dependencies,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.jobs = jobs;
        this.dependencies = dependencies;
        this.name = "%s@%s/%d".formatted(service, host(), ProcessHandle.current().pid());
    }

    /** Has jobs of a kind done from now on. Called once for each kind, when the service starts. */
    public void run(String kind, int concurrency, JobHandler handler) {
        dependencies.established().thenRun(() -> begin(kind, concurrency, handler));
    }

    void stop(@Observes @Priority(Order.WORKERS) ShutdownEvent event) {
        end();
    }

    private synchronized void begin(String kind, int concurrency, JobHandler handler) {
        if (!ended) {
            JobWorker worker = new JobWorker(jobs, kind, name, concurrency, handler);
            begun.add(worker);
            worker.start();
        }
    }

    private synchronized void end() {
        ended = true;
        begun.forEach(JobWorker::close);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed:" + e.getMessage();
        }
    }
}
