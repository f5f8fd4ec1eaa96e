package dev.limner.cli.launching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How much memory processes have, from {@code /proc} on Linux and from {@code ps} elsewhere; in bytes. */
public final class ProcessMemory {
    private static final Pattern KILOBYTES = Pattern.compile("\\s*(\\d+)\\s*(kB)?\\s*");
    private static final long PATIENCE_SECONDS = 5;

    private ProcessMemory() {}

    /** Resident memory now, with its children's: shared pages count once for each. */
    public static OptionalLong resident(long pid) {
        return sum(pid, process -> field(process, "status", "VmRSS:").or(() -> ps(process)));
    }

    /** The most resident memory there has been, with its children's that are there now. */
    public static OptionalLong peak(long pid) {
        return sum(pid, process -> field(process, "status", "VmHWM:").or(() -> ps(process)));
    }

    /** Memory now with its children's, where shared pages are shared out among those that have them. */
    public static OptionalLong proportional(long pid) {
        return sum(pid, process -> field(process, "smaps_rollup", "Pss:").or(() -> ps(process)));
    }

    /** Resident memory now, without its children's. */
    public static OptionalLong alone(long pid) {
        return field(pid, "status", "VmRSS:").or(() -> ps(pid)).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** The most resident memory there has been, without its children's. */
    public static OptionalLong peakAlone(long pid) {
        return field(pid, "status", "VmHWM:").or(() -> ps(pid)).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private interface Measure {
        Optional<Long> of(long pid);
    }

    private static OptionalLong sum(long pid, Measure measure) {
        return ProcessHandle.of(pid)
                .map(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(all -> all
                        .flatMapToLong(each -> measure.of(each.pid()).map(LongStream::of).orElse(LongStream.of()))
                        .summaryStatistics())
                .filter(statistics -> statistics.getCount() > 0)
                .map(statistics -> OptionalLong.of(statistics.getSum())).orElse(OptionalLong.empty());
    }

    private static Optional<Long> field(long pid, String file, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/%d/%s".formatted(pid, file)))) {
            return lines.filter(line -> line.startsWith(field)).findFirst()
                    .flatMap(line -> kilobytes(line.substring(field.length())));
        } catch (IOException | UncheckedIOException e) {
            // No /proc, or the process has just ended.
            return Optional.empty();
        }
    }

    private static Optional<Long> ps(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
                    .redirectErrorStream(true).start();
            String said = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return ps.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? kilobytes(said) : Optional.empty();
        } catch (IOException e) {
            // No ps either: then it is not known.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Long> kilobytes(String text) {
        Matcher matcher = KILOBYTES.matcher(text);
        return matcher.matches()
                ? Optional.of(Long.parseLong(matcher.group(1)) * 1024)
                : Optional.empty();
    }
}
