package dev.limner.cli.launching;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.limner.cli.stack.services.JavaCommand;
import dev.limner.cli.stack.state.ProcessMark;
import dev.limner.cli.stack.state.StackRecord;
import dev.limner.cli.stack.state.StateFolder;

/**
 * A stack in a process of its own that outlives the command which started it. What it says goes to its log
 * ({@code stack.log}; what Kafka and S3 have to say, to {@code servers.log}), from which the command repeats it until the
 * stack is ready.
 */
public final class DetachedStack {
    /** The hidden command that the process runs. */
    public static final String COMMAND = "stack-process";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofSeconds(90);

    private final StateFolder folder;

    public DetachedStack(StateFolder folder) {
        this.folder = folder;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param port      the gateway's; 0 for the usual one
     * @param protector a process with which it ends, however that ends; 0 for none
     * @param say       gets the lines that it says
     * @throws IllegalStateException with the log's end, where it does not come up; nothing is left running then
     */
    public StackRecord start(int port, long protector, Consumer<String> say) throws InterruptedException {
        Path log = folder.make().log("stack");
        long begin = size(log);
        Process process = launch(port, protector, log);
        try (RandomAccessFile said = new RandomAccessFile(log.toFile(), "r")) {
            said.seek(begin);
            while (true) {
                repeat(said, say);
                StackRecord record = StackRecord.find(folder).orElse(null);
                if (record != null && record.process().pid() == process.pid() && record.ready()) {
                    repeat(said, say);
                    return record;
                }
                if (process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    repeat(said, say);
                    throw new IllegalStateException("Limner did not start: see %s".formatted(log));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(log), e);
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }

    /**
     * Asks the stack to end and waits until it has.
     *
     * @return false where none runs
     */
    public boolean stop() throws InterruptedException {
        ProcessMark mark = StackRecord.find(folder).map(StackRecord::process).orElse(null);
        ProcessHandle process = mark == null ? null : mark.find().orElse(null);
        if (process == null) {
            return false;
        }
        process.destroy();
        if (!mark.awaitEnd(GRACE)) {
            throw new IllegalStateException("the stack (process %d) does not end: see %s"
                    .formatted(process.pid(), folder.log("stack")));
        }
        return true;
    }

    private Process launch(int port, long protector, Path log) {
        List<String> command = new ArrayList<>(JavaCommand.detached());
        command.addAll(List.of(JavaCommand.java().toString(), "-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), "dev.limner.cli.Limner",
                COMMAND, "--port", Integer.toString(port), "--with", Long.toString(protector)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(folder.log("servers").toFile()));
        builder.environment().put("LIMNER_STATE", folder.path().toString());
        builder.environment().remove("LIMNER_COLUMNS");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the stack's process cannot be started", e);
        }
    }

    private static void repeat(RandomAccessFile said, Consumer<String> say) throws IOException {
        long start = said.getFilePointer();
        byte[] fresh = new byte[(int) (said.length() - start)];
        said.readFully(fresh);
        int end = fresh.length;
        while (end > 0 && fresh[end - 1] != '\n') {
            end--;
        }
        said.seek(start + end);
        new String(fresh, 0, end, UTF_8).lines().forEach(say);
    }

    private static long size(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(log), e);
        }
    }
}
