package dev.limner.cli.pictures;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import dev.limner.cli.client.LimnerClient;
import dev.limner.contracts.api.JobView;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.messages.Json;

/**
 * What a generation has made: its result and every picture's PNG, as the generator wrote it.
 *
 * @param result   the event that ended it
 * @param pictures in the order of their indices
 */
public record Sampled(GenerationEvent.Succeeded result, List<Png> pictures) {
    /** More than so many are fetched as one archive. */
    private static final int ONE_BY_ONE = 16;

    /**
     * One picture.
     *
     * @param label the class it was asked for; null where the model knows none or the result does not list pictures
     */
    public record Png(int index, String label, byte[] bytes) {}

    /** Fetches the pictures of a generation that has succeeded: those that did not come with the result. */
    public static Sampled of(LimnerClient client, JobView job) throws IOException {
        GenerationEvent.Succeeded result = Json.read(job.result(), GenerationEvent.Succeeded.class);
        List<Png> pictures = new ArrayList<>();
        boolean archived = result.pictures().isEmpty()
                || result.pictures().stream().filter(picture -> picture.png() == null).count() > ONE_BY_ONE;
        if (archived) {
            unpack(result, client.archive(job.id()), pictures);
        } else {
            for (GenerationEvent.Picture picture : result.pictures()) {
                pictures.add(new Png(picture.index(), picture.label(),
                        picture.png() == null ? client.picture(job.id(), picture.index()) : picture.png()));
            }
        }
        return new Sampled(result, List.copyOf(pictures));
    }

    private static void unpack(GenerationEvent.Succeeded result, byte[] archive, List<Png> pictures)
            throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".png")) {
                    int index = pictures.size();
                    String label = index < result.pictures().size() ? result.pictures().get(index).label() : null;
                    pictures.add(new Png(index, label, zip.readAllBytes()));
                }
            }
        }
    }
}
