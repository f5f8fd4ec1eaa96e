package dev.limner.cli.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.Json;

class ReportTextTest {

    @Test
    void shouldSayWhatStandsOut() {
        // Given
        String report = """
                {"pictures": 1204, "train": 1080, "heldOut": 120, "split": "by-digest",
                 "formats": {"png": 1200, "jpeg": 4}, "modes": {"grey": 1204}, "sizes": {"28x28": 1204},
                 "classes": [{"name": "rose", "train": 1000, "heldOut": 110}, {"name": "tulip", "train": 80, "heldOut": 10}],
                 "unlabelled": 0, "refused": {"count": 1, "files": [{"file": "a.zip: b.png", "reason": "is cut off"}]},
                 "ignored": {"count": 0, "files": []},
                 "duplicates": {"train": 2, "heldOut": 0, "alsoHeldOut": 1, "conflicting": 0},
                 "duplicateFiles": [{"file": "c.png", "of": "d.png"}],
                 "nearDuplicates": {"rule": "R", "total": 1200, "train": 1, "heldOut": 0, "across": 0, "pairs": [
                   {"picture": {"split": "train", "index": 7, "file": "e.png"}, "of": {"split": "train", "index": 3},
                    "bits": 2, "difference": 4.5}]},
                 "outliers": {"rule": "S", "threshold": 8, "count": 1, "pictures": [{"picture": {"split": "held-out",
                   "index": 4}, "className": "rose", "measure": "detail", "value": 54.3, "usual": 18.1, "distance": 18.1}]},
                 "advice": ["Look."]}""";
        // When
        List<String> lines = ReportText.of("flowers@2", Json.object(report.getBytes(UTF_8)));
        // Then
        assertThat(lines).contains("flowers@2: 1 080 to train on, 120 held out (by-digest)",
                "looked at 1 204 pictures", "formats  png 1 200, jpeg 4", "rose   1 000  110",
                "  a.zip: b.png  is cut off", "exact duplicates left out: 3 (1 of them held out as well)",
                "  c.png = d.png", "  e.png (train 7) ≈ train 3  2 bits, 4.5",
                "  held-out 4 rose  detail 54.3, usually 18.1 (18.1 spreads)", "  Look.");
    }

    @Test
    void shouldLeaveOutWhatAReportDoesNotHave() {
        // When
        List<String> lines = ReportText.of("old@1", Json.object(
                "{\"pictures\": 1, \"train\": 1, \"heldOut\": 0, \"split\": \"official\"}".getBytes(UTF_8)));
        // Then
        assertThat(lines).hasSize(2);
    }
}
