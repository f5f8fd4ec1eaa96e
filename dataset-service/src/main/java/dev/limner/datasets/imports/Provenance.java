package dev.limner.datasets.imports;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.DatasetCommand.Import;
import dev.limner.datasets.sources.SourcePath;
import dev.limner.datasets.sources.StagedCopy;

/**
 * Where a version came from, kept in its manifest.
 *
 * @param job        the import that made it
 * @param files      what was sent
 * @param size       side asked for; null where the pictures kept theirs
 * @param colour     asked for; null where the pictures kept theirs
 * @param importedAt when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Provenance(String job, List<File> files, Integer size, Colour colour, Instant importedAt) {

    /**
     * @param sha256 of its content, in hex
     */
    record File(String name, long bytes, String sha256) {}

    static Provenance of(Import command, List<StagedCopy> copies, Instant importedAt) {
        return new Provenance(command.id(), copies.stream()
                .map(copy -> new File(SourcePath.shown(copy.name()), copy.bytes(), copy.sha256())).toList(),
                command.size(), command.colour(), importedAt);
    }
}
