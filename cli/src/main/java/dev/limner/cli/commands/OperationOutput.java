package dev.limner.cli.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.cli.client.LimnerClient;
import dev.limner.cli.pictures.PictureOutput;
import dev.limner.cli.pictures.Sampled;
import dev.limner.contracts.Limits;
import dev.limner.contracts.api.JobView;
import dev.limner.contracts.messages.Box;
import dev.limner.contracts.messages.Json;

/** What the commands have in common that send pictures along and get pictures back. */
abstract class OperationOutput extends JobOutput {
    private static final int WAIT_SECONDS = 20;

    OperationOutput(Context context) {
        super(context);
    }

    /** The request, its pictures uploaded. */
    abstract ObjectNode request(LimnerClient client) throws IOException;

    /** Where the pictures go. */
    abstract Path out();

    @Override
    public final Integer call() throws InterruptedException, IOException {
        LimnerClient client = context.client();
        JobView job = client.generate(request(client), detach ? 0 : WAIT_SECONDS);
        int code = follow(client, job);
        if (code == 0 && !detach) {
            write(client, client.job(job.id()));
            context.terminal().say("wrote " + out());
        }
        return code;
    }

    /** Writes what was made; the result has ended. */
    void write(LimnerClient client, JobView done) throws IOException {
        PictureOutput.asMade(Sampled.of(client, done), out());
    }

    static ObjectNode of(String operation) {
        return Json.MAPPER.createObjectNode().put("operation", operation);
    }

    /** Adds a picture, which it uploads; nothing where there is none. */
    static void add(ObjectNode request, String field, Path picture, LimnerClient client) throws IOException {
        if (picture == null) {
            return;
        }
        if (!Files.isRegularFile(picture)) {
            throw new CommandFailure("there is no file %s".formatted(picture));
        }
        if (Files.size(picture) > Limits.PICTURE_BYTES) {
            throw new CommandFailure("%s has %d bytes: a picture has at most %d".formatted(picture,
                    Files.size(picture), Limits.PICTURE_BYTES));
        }
        request.put(field, client.upload(Files.readAllBytes(picture)).id());
    }

    /** Adds a box as a person writes it, X,Y,WIDTHxHEIGHT; nothing where there is none. */
    static void add(ObjectNode request, String box) {
        if (box == null) {
            return;
        }
        if (!box.matches("[0-9]{1,6},[0-9]{1,6},[0-9]{1,6}x[0-9]{1,6}")) {
            throw new CommandFailure("--box %s: X,Y,WIDTHxHEIGHT in pixels, as in 10,20,64x48".formatted(box));
        }
        String[] parts = box.split("[,x]");
        request.set("box", Json.MAPPER.valueToTree(new Box(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]), Integer.parseInt(parts[3]))));
    }
}
