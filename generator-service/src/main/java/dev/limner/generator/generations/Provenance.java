package dev.limner.generator.generations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.names.Seeds;
import dev.limner.store.checkpoints.CheckpointManifest;

/**
 * Where a result's pictures come from. The rule it keeps: <b>every picture knows where it came from</b>, by its own PNG
 * text and XMP, which stay with it wherever it is copied.
 *
 * @param operation   {@code sample}, {@code texture} …
 * @param model       the model's name; null, with the four that follow, where none was needed
 * @param checkpoint  the id of the checkpoint that painted
 * @param digest      of its weights, SHA-256 in hex
 * @param run         the training run it comes from
 * @param dataset     the dataset version it learned from
 * @param seed        picture i was drawn from (seed, i); null where nothing is drawn
 * @param temperature spread of the latent noise; null where there is none
 * @param inputs      the pictures that came with the request
 * @param limner      version of the program
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Provenance(String operation, String model, String checkpoint, String digest, String run,
        DatasetReference dataset, Long seed, Double temperature,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<GenerationEvent.Input> inputs, String limner) {
    private static final String PREFIX = "limner:";

    /**
     * What each PNG says of itself that every reader shows: IPTC's digital source type (IPTC Photo Metadata Standard
     * 2023.1, Digital Source Type; value from the IPTC NewsCodes) as XMP (ISO 16684-1).
     */
    private static final String XMP = """
            <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
            <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/%s\
            </Iptc4xmpExt:DigitalSourceType>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>""";

    /** Of a request's pictures as far as the request tells. */
    static Provenance of(GenerationCommand.Request request, List<GenerationEvent.Input> inputs, String limner) {
        return new Provenance(request.operation(), null, null, null, null, null,
                request.seed() == null ? Seeds.of(request.id()) : request.seed(), null, inputs, limner);
    }

    /** The same, made by a checkpoint. */
    Provenance by(CheckpointManifest by) {
        return new Provenance(operation, by.model(), by.checkpoint(), by.digest(), by.run(), by.dataset(), seed,
                temperature, inputs, limner);
    }

    /** The same, drawn at a temperature. */
    Provenance at(double other) {
        return new Provenance(operation, model, checkpoint, digest, run, dataset, seed, other, inputs, limner);
    }

    /** The same, where nothing is drawn. */
    Provenance withoutSeed() {
        return new Provenance(operation, model, checkpoint, digest, run, dataset, null, temperature, inputs, limner);
    }

    /** What kind of source the picture has in IPTC's terms, as XMP. */
    String xmp() {
        return XMP.formatted(source());
    }

    private String source() {
        if (model == null) {
            return operation.equals("texture") ? "algorithmicMedia" : "algorithmicallyEnhanced";
        }
        return inputs.isEmpty() ? "trainedAlgorithmicMedia" : "compositeWithTrainedAlgorithmicMedia";
    }

    /**
     * The PNG text of one picture, by keyword.
     *
     * @param index 0 and up
     * @param label the class it was asked for; null for none
     */
    Map<String, String> text(long index, String label) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Software", "Limner " + limner);
        put(text, "checkpoint-digest", digest);
        put(text, "checkpoint", checkpoint);
        put(text, "model", model);
        put(text, "run", run);
        put(text, "dataset", dataset);
        put(text, "operation", operation);
        inputs.forEach(input -> put(text, "input-" + input.name(), input.sha256()));
        put(text, "seed", seed);
        put(text, "index", index);
        put(text, "label", label);
        put(text, "temperature", temperature);
        return text;
    }

    private static void put(Map<String, String> text, String keyword, Object value) {
        if (value != null) {
            text.put(PREFIX + keyword, value.toString());
        }
    }
}
