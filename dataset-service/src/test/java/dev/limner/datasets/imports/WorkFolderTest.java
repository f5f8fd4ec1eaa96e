package dev.limner.datasets.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    @TempDir
    private Path root;

    @Test
    void shouldRemoveAnImportsFolderWithAllItHolds() throws IOException {
        // Given
        try (WorkFolder work = new WorkFolder(root)) {
            Path path;
            // When
            try (WorkFolder.Folder folder = work.begin()) {
                path = folder.path();
                Files.writeString(path.resolve("spool"), "pictures");
            }
            // Then
            assertThat(path).doesNotExist();
        }
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void shouldRemoveWhatADeadProcessLeftAndNothingElse() throws IOException {
        // Given
        Path dead = Files.createDirectories(root.resolve("process-dead/import-1"));
        Files.writeString(dead.resolve("spool"), "pictures");
        Files.createFile(root.resolve("process-dead/lock"));
        Files.writeString(root.resolve("somebody-elses"), "file");
        try (WorkFolder alive = new WorkFolder(root); WorkFolder.Folder folder = alive.begin()) {
            // When
            try (WorkFolder next = new WorkFolder(root)) {
                // Then
                assertThat(root.resolve("process-dead")).doesNotExist();
                assertThat(folder.path()).exists();
                assertThat(root.resolve("somebody-elses")).exists();
            }
        }
    }
}
