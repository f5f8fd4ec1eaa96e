package dev.limner.cli.stack.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The training engine's native library, which the engine unpacks from a jar into its cache (432 MB) the first time that
 * it is used. Two processes that unpack at once disturb each other, so it is done here before any of them starts.
 */
public final class EngineCache {
    private static final Pattern NATIVE = Pattern.compile(".*pytorch-native-(\\w+)-([0-9.]+)-([\\w-]+)\\.jar");
    private static final Pattern BRIDGE = Pattern.compile(".*pytorch-jni-[0-9.]+-([0-9.]+)\\.jar");

    private final Path libraries;
    private final Path cache;
    private final Path log;

    /**
     * @param root        the folder of the programs
     * @param environment {@code DJL_CACHE_DIR} names another place than {@code ~/.djl.ai}
     * @param log         what the engine says
     */
    public EngineCache(Path root, Map<String, String> environment, Path log) {
        this.libraries = root.resolve(Service.TRAINER.program()).resolve("target/quarkus-app/lib/main");
        this.cache = Optional.ofNullable(environment.get("ENGINE_CACHE_DIR"))
                .or(() -> Optional.ofNullable(environment.get("DJL_CACHE_DIR"))).map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".djl.ai"));
        this.log = log;
    }

    /** Unpacks it where it is not unpacked. */
    public void warm(Consumer<String> progress) {
        Optional<Path> folder = missing();
        if (folder.isEmpty()) {
            return;
        }
        progress.accept("unpacking the training engine into %s (once)".formatted(folder.get()));
        List<String> command = List.of(JavaCommand.java().toString(), "-Xmx256m", "-cp", libraries + "/*:" + own(),
                EngineStart.class.getName());
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
            int failed = process.waitFor();
            if (failed != 0) {
                throw new IllegalStateException("the training engine cannot be unpacked into %s: see %s"
                        .formatted(cache, log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the training engine cannot be unpacked into %s".formatted(cache), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the training engine was unpacked", e);
        }
    }

    /** The folder to unpack into, where the engine is part of the programs and not all of it is there. */
    Optional<Path> missing() {
        if (!Files.isDirectory(libraries)) {
            return Optional.empty();
        }
        Optional<Matcher> library = match(NATIVE);
        Optional<Matcher> bridge = match(BRIDGE);
        if (library.isEmpty() || bridge.isEmpty()) {
            return Optional.empty();
        }
        Matcher name = library.get();
        String bridgeFile = bridge.get().group(1) + "-" + System.mapLibraryName("djl_torch");
        Path engine = cache.resolve("pytorch");
        // The library's exact version, with its date, is inside the jar: 2.7.1-20250812-cpu-linux-x86_64.
        String end = "-%s-%s".formatted(name.group(1), name.group(3));
        boolean there = folders(engine).anyMatch(folder -> folder.getFileName().toString().startsWith(name.group(2))
                && folder.getFileName().toString().endsWith(end)
                && Files.exists(folder.resolve(System.mapLibraryName("torch_cpu")))
                && Files.exists(folder.resolve(bridgeFile)));
        return there ? Optional.empty() : Optional.of(engine);
    }

    private static Stream<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return Stream.empty();
        }
        try (Stream<Path> inside = Files.list(parent)) {
            return inside.filter(Files::isDirectory).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(parent), e);
        }
    }

    private Optional<Matcher> match(Pattern pattern) {
        try (Stream<Path> jars = Files.list(libraries)) {
            return jars.map(jar -> pattern.matcher(jar.getFileName().toString())).filter(Matcher::matches).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(libraries), e);
        }
    }

    /** Where {@link EngineStart} is. */
    private static String own() {
        return Path.of(URI.create(EngineStart.class.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
