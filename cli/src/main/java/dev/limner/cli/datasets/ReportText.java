package dev.limner.cli.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.cli.commands.Table;
import dev.limner.cli.progress.ProgressText;

/** An admission report as lines for a person: what matters first, lists cut to their beginning. */
public final class ReportText {
    private static final int LISTED = 10;

    private final List<String> lines = new ArrayList<>();

    private ReportText() {}

    /**
     * The report's lines. What a report does not have (an older version's, or one that was not imported) is left out.
     *
     * @param version as in flowers@3
     */
    public static List<String> of(String version, JsonNode report) {
        ReportText text = new ReportText();
        text.counts(version, report);
        text.classes(report);
        text.files("refused", report.path("refused"));
        text.files("no pictures", report.path("ignored"));
        text.duplicates(report);
        text.nearDuplicates(report.path("nearDuplicates"));
        text.outliers(report.path("outliers"));
        text.advice(report.path("advice"));
        return text.lines;
    }

    private void counts(String version, JsonNode report) {
        lines.add("%s: %s to train on, %s held out (%s)".formatted(version, count(report.path("train")),
                count(report.path("heldOut")), report.path("split").asText()));
        lines.add("looked at %s pictures".formatted(count(report.path("pictures"))));
        for (String by : List.of("formats", "modes", "sizes")) {
            if (!report.path(by).isEmpty()) {
                lines.add("%-8s %s".formatted(by, report.path(by).properties().stream().limit(LISTED)
                        .map(each -> each.getKey() + " " + count(each.getValue()))
                        .collect(Collectors.joining(", "))
                        + (report.path(by).size() > LISTED ? ", …" : "")));
            }
        }
        if (report.hasNonNull("recommended")) {
            lines.add(report.path("recommended").asText());
        }
    }

    private void classes(JsonNode report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("CLASS", "TRAIN", "HELD OUT"));
        report.path("classes").forEach(each -> rows.add(List.of(each.path("name").asText(),
                count(each.path("train")), count(each.path("heldOut")))));
        if (report.path("unlabelled").asLong() > 0) {
            rows.add(List.of("(none)", count(report.path("unlabelled")), ""));
        }
        if (rows.size() > 1) {
            lines.add("");
            lines.addAll(Table.lines(rows));
        }
    }

    private void files(String what, JsonNode leftOut) {
        if (leftOut.path("count").asLong() > 0) {
            heading("%s: %s".formatted(what, count(leftOut.path("count"))));
            some(leftOut.path("files"), file -> file.path("file").asText()
                    + (file.hasNonNull("reason") ? "  " + file.path("reason").asText() : ""));
        }
    }

    private void duplicates(JsonNode report) {
        JsonNode counts = report.path("duplicates");
        long all = counts.path("train").asLong() + counts.path("heldOut").asLong()
                + counts.path("alsoHeldOut").asLong();
        if (all > 0) {
            heading("exact duplicates left out: %s (%s of them held out as well)".formatted(ProgressText.count(all),
                    count(counts.path("alsoHeldOut"))));
            some(report.path("duplicateFiles"), pair -> "%s = %s".formatted(pair.path("file").asText(),
                    pair.path("of").asText()));
        }
    }

    private void nearDuplicates(JsonNode near) {
        if (near.isMissingNode() || near.isNull()) {
            return;
        }
        heading("near-duplicates, kept: %s to train on, %s held out, %s training pictures nearly a held-out one"
                .formatted(
                        count(near.path("train")), count(near.path("heldOut")), count(near.path("across"))));
        lines.add("  (" + near.path("rule").asText() + ")");
        some(near.path("pairs"), pair -> "%s ≈ %s  %d bits, %s".formatted(place(pair.path("picture")),
                place(pair.path("of")), pair.path("bits").asInt(), pair.path("difference").asText()));
    }

    private void outliers(JsonNode outliers) {
        if (outliers.isMissingNode() || outliers.isNull()) {
            return;
        }
        heading("suspicious, kept: %s".formatted(count(outliers.path("count"))));
        lines.add("  (" + outliers.path("rule").asText() + ")");
        some(outliers.path("pictures"), each -> "%s%s  %s %s, usually %s (%s spreads)".formatted(
                place(each.path("picture")),
                each.hasNonNull("className") ? " " + each.path("className").asText() : "",
                each.path("measure").asText(), each.path("value").asText(), each.path("usual").asText(),
                each.path("distance").asText()));
    }

    private void advice(JsonNode advice) {
        if (!advice.isEmpty()) {
            heading("advice");
            advice.forEach(sentence -> lines.add("  " + sentence.asText()));
        }
    }

    private void heading(String text) {
        lines.add("");
        lines.add(text);
    }

    private void some(JsonNode items, Function<JsonNode, String> line) {
        int shown = 0;
        for (JsonNode item : items) {
            if (shown++ == LISTED) {
                lines.add("  … (--json has more)");
                return;
            }
            lines.add("  " + line.apply(item));
        }
    }

    private static String place(JsonNode place) {
        String at = place.path("split").asText() + " " + place.path("index").asText();
        return place.hasNonNull("file") ? "%s (%s)".formatted(place.path("file").asText(), at) : at;
    }

    private static String count(JsonNode number) {
        return ProgressText.count(number.asDouble());
    }
}
