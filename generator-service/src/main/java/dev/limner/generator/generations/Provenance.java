package dev.limner.generator.generations;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.limner.contracts.names.DatasetReference;

/**
 * Where a result's pictures come from. The rule it keeps: <b>every picture knows where it came from</b>, by its own PNG
 * text and XMP, which stay with it wherever it is copied.
 *
 * @param operation  {@code sample}
 * @param model      the model's name
 * @param checkpoint the id of the checkpoint that painted
 * @param digest     of its weights, SHA-256 in hex
 * @param run        the training run it comes from
 * @param dataset    the dataset version it learned from
 * @param seed       picture i was drawn from (seed, i)
 * @param temperature spread of the latent noise
 * @param limner     version of the program
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Provenance(String operation, String model, String checkpoint, String digest, String run,
        DatasetReference dataset, long seed, double temperature, String limner) {
    private static final String PREFIX = "limner:";

    /**
     * What each PNG says of itself that every reader shows: IPTC's digital source type (IPTC Photo Metadata Standard
     * 2023.1, Digital Source Type; value from the IPTC NewsCodes) as XMP (ISO 16684-1).
     */
    static final String XMP = """
            <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
            <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia\
            </Iptc4xmpExt:DigitalSourceType>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>""";

    /**
     * The PNG text of one picture, by keyword.
     *
     * @param index 0 and up
     * @param label the class it was asked for; null for none
     */
    Map<String, String> text(long index, String label) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Software", "Limner " + limner);
        text.put(PREFIX + "checkpoint-digest", digest);
        text.put(PREFIX + "checkpoint", checkpoint);
        text.put(PREFIX + "model", model);
        text.put(PREFIX + "run", run);
        text.put(PREFIX + "dataset", dataset.toString());
        text.put(PREFIX + "operation", operation);
        text.put(PREFIX + "seed", Long.toString(seed));
        text.put(PREFIX + "index", Long.toString(index));
        if (label != null) {
            text.put(PREFIX + "label", label);
        }
        text.put(PREFIX + "temperature", Double.toString(temperature));
        return text;
    }
}
