package dev.limner.cli.commands;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;

import dev.limner.cli.progress.ProgressText;
import dev.limner.cli.stack.services.Service;
import dev.limner.cli.stack.state.StackRecord;

import picocli.CommandLine.Command;

/** {@code limner doctor}: what this machine has that Limner needs. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Looks at this machine and says what would keep Limner from working.")
final class DoctorCommand implements Callable<Integer> {
    private static final int OLDEST_JAVA = 17;
    private static final long LEAST_MEMORY = 4_000_000_000L;
    private static final long LEAST_DISK = 3_000_000_000L;

    private final Context context;
    private boolean healthy = true;

    DoctorCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Path root = context.root();
        check(Runtime.version().feature() >= OLDEST_JAVA, "Java " + Runtime.version(), "at least 17 is needed");
        long memory = memory();
        check(memory < 0 || memory >= LEAST_MEMORY,
                "memory " + (memory < 0 ? "unknown" : ProgressText.bytes(memory)), "4 GB are needed");
        long disk = Files.getFileStore(root).getUsableSpace();
        check(disk >= LEAST_DISK, "free disk space " + ProgressText.bytes(disk), "3 GB are needed");
        check(Files.isWritable(root), "programs in " + root, "the folder must be writable for .limner");
        Arrays.stream(Service.values()).forEach(service -> check(Files.exists(service.jar(root)),
                service.program() + (Files.exists(service.jar(root)) ? " is built" : " is not built"),
                "run mvn package in " + root));
        check(true, context.running().map(folder -> "running at " + StackRecord.find(folder).orElseThrow().gateway())
                .orElse("not running"), "");
        return healthy ? 0 : 1;
    }

    private void check(boolean good, String what, String otherwise) {
        context.terminal().result((good ? "ok    " : "WRONG ") + what + (good ? "" : ": " + otherwise));
        healthy &= good;
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : -1;
    }
}
