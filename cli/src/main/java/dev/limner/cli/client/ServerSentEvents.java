package dev.limner.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.StringJoiner;
import java.util.function.Consumer;

/** Puts the lines of a {@code text/event-stream} together (WHATWG HTML, section 9.2.6): the data of each event. */
final class ServerSentEvents {
    private static final String DATA = "data:";

    private final Consumer<byte[]> listener;
    private StringJoiner data = new StringJoiner("\n");
    private boolean any;

    ServerSentEvents(Consumer<byte[]> listener) {
        this.listener = listener;
    }

    /** Takes one line, without its end. */
    void line(String line) {
        if (line.isEmpty()) {
            if (any) {
                listener.accept(data.toString().getBytes(UTF_8));
            }
            data = new StringJoiner("\n");
            any = false;
        } else if (line.startsWith(DATA)) {
            String value = line.substring(DATA.length());
            data.add(value.startsWith(" ") ? value.substring(1) : value);
            any = true;
        }
    }
}
