package dev.limner.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

import org.jboss.logging.Logger;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

import dev.limner.configuration.InvalidSettingsException;
import dev.limner.configuration.Program;
import dev.limner.configuration.Settings;
import dev.limner.configuration.Unknown;

/**
 * Where a service begins: its environment is checked before anything of it starts, so that all that is wrong is said at
 * once and nothing is half done. What is right reaches the service through {@link SettingsSource}.
 */
@QuarkusMain
public class Main {
    /** "Something was found in an unconfigured or misconfigured state": EX_CONFIG of BSD's sysexits. */
    private static final int MISCONFIGURED = 78;

    /** Checks the environment and runs the service; ends with 78 where it cannot. */
    public static void main(String... arguments) {
        try {
            SettingsSource.take(Settings.read(program(), System.getenv()));
        } catch (InvalidSettingsException e) {
            System.err.println(e.getMessage());
            Unknown.in(System.getenv()).forEach(unknown -> System.err.println("  - " + unknown));
            System.exit(MISCONFIGURED);
        }
        Unknown.in(System.getenv()).forEach(unknown -> Logger.getLogger(Main.class).warn(unknown));
        Quarkus.run(arguments);
    }

    /** The service whose class path this is. */
    private static Program program() {
        Properties properties = new Properties();
        try (InputStream in = Thread.currentThread().getContextClassLoader()
                .getResourceAsStream("application.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("application.properties cannot be read", e);
        }
        String name = properties.getProperty("quarkus.application.name");
        return Program.titled(name).orElseThrow(() -> new IllegalStateException("no program has the name " + name));
    }
}
