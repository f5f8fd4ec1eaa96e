package dev.limner.datasets.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.limner.contracts.messages.ColourChoice;
import dev.limner.contracts.messages.DatasetCommand.Import;
import dev.limner.contracts.messages.Fit;
import dev.limner.contracts.messages.TargetSize;
import dev.limner.datasets.sources.SourcePath;
import dev.limner.datasets.sources.StagedCopy;

/**
 * Where a version came from, kept in its manifest.
 *
 * @param job        the import that made it
 * @param files      what was sent
 * @param size       side asked for; null where the pictures kept theirs
 * @param fit        asked for; null where nobody did
 * @param colour     asked for; null where the pictures kept theirs
 * @param addedTo    the version to whose pictures these were added; null where they stand for themselves
 * @param importedAt when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Provenance(String job, List<File> files, TargetSize size, Fit fit, ColourChoice colour, String addedTo,
        Instant importedAt) {

    /**
     * @param sha256 of its content, in hex
     */
    record File(String name, long bytes, String sha256) {}

    static Provenance of(Import command, Optional<String> addedTo, List<StagedCopy> copies, Instant importedAt) {
        return new Provenance(command.id(), copies.stream()
                .map(copy -> new File(SourcePath.shown(copy.name()), copy.bytes(), copy.sha256())).toList(),
                command.size(), command.fit(), command.colour(), addedTo.orElse(null), importedAt);
    }
}
