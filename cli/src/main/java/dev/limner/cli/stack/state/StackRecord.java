package dev.limner.cli.stack.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonIgnore;

import dev.limner.contracts.messages.Json;

/**
 * Who runs a stack and where its parts are: {@code stack.json}. It stays when the stack has stopped, so that the next
 * one has the same ports.
 *
 * @param phase     what the stack is doing
 * @param process   the process that holds the servers and looks after the services
 * @param ports     by part: {@code gateway}, {@code kafka}, {@code trainer-service} …
 * @param processes the child processes by part
 */
public record StackRecord(Phase phase, ProcessMark process, SortedMap<String, Integer> ports,
        SortedMap<String, ProcessMark> processes) {
    public static final String GATEWAY = "gateway";

    /** What a stack is doing. */
    public enum Phase {
        STARTING,
        READY,
        STOPPED
    }

    public StackRecord {
        ports = new TreeMap<>(ports == null ? new TreeMap<>() : ports);
        processes = new TreeMap<>(processes == null ? new TreeMap<>() : processes);
    }

    /** The folder's record, where a stack has ever been started there. */
    public static Optional<StackRecord> find(StateFolder folder) {
        try {
            return Files.exists(folder.record())
                    ? Optional.of(Json.read(Files.readAllBytes(folder.record()), StackRecord.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(folder.record()), e);
        }
    }

    public void save(StateFolder folder) {
        try {
            StateFolder.write(folder.record(), Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(folder.record()), e);
        }
    }

    /** Whether its process is there. */
    @JsonIgnore
    public boolean alive() {
        return process.find().isPresent();
    }

    /** Whether it answers: everything has started, and its process is there. */
    @JsonIgnore
    public boolean ready() {
        return phase == Phase.READY && alive();
    }

    /** The gateway's address. */
    @JsonIgnore
    public URI gateway() {
        return URI.create("http://127.0.0.1:" + ports.get(GATEWAY));
    }
}
