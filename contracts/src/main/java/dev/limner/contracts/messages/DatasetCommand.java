package dev.limner.contracts.messages;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;

/** Commands on {@code limner.dataset-commands}; key: the dataset's name. */
public sealed interface DatasetCommand extends Command {

    /**
     * {@code dataset.import}: makes a dataset version of staged files.
     *
     * @param id              the job's id
     * @param dataset         the dataset's name
     * @param files           what to read, at least one: archives (zip, tar), IDX pairs, CIFAR batches, label files, single pictures
     * @param size            side of the stored pictures, 16 to 256 pixels or recommended; null for the size they all
     *                        have
     * @param fit             how pictures that are not square become so; null for {@code crop}
     * @param colour          {@code grey}, {@code rgb}, {@code rgba} or {@code recommended}; null for grey where all
     *                        pictures are, else RGB, with transparency laid over white
     * @param maxRefusedShare the share of refused pictures above which the import fails, 0 to 1; default 0.01
     * @param add             whether the pictures are added to those of the dataset's newest version, whose shape and
     *                        classes they then get; null for no
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Import(String id, String dataset, List<StagedFile> files, TargetSize size, Fit fit,
            ColourChoice colour, Double maxRefusedShare, Boolean add)
            implements
                DatasetCommand {
        private static final double DEFAULT_REFUSED_SHARE = 0.01;

        /** An import that stands for itself. */
        public Import(String id, String dataset, List<StagedFile> files, TargetSize size, Fit fit, ColourChoice colour,
                Double maxRefusedShare) {
            this(id, dataset, files, size, fit, colour, maxRefusedShare, null);
        }

        public Import {
            Names.id("id", id);
            Names.name("dataset", dataset);
            if (files == null || files.isEmpty()) {
                throw ProblemException.invalidField("files", "is missing: name at least one staged file");
            }
            if (files.stream().anyMatch(Objects::isNull)) {
                throw ProblemException.invalidField("files", "has an entry without name and key");
            }
            files = List.copyOf(files);
            maxRefusedShare = maxRefusedShare == null ? DEFAULT_REFUSED_SHARE : maxRefusedShare;
            if (!(maxRefusedShare >= 0 && maxRefusedShare <= 1)) {
                throw ProblemException.invalidField("maxRefusedShare", maxRefusedShare + " is outside 0 to 1");
            }
        }

        /** Whether it adds to the newest version. */
        public boolean adds() {
            return Boolean.TRUE.equals(add);
        }
    }

    /** {@code dataset.cancel}: ends an import that has not ended. */
    record Cancel(String id, String target) implements DatasetCommand, Control {
        public Cancel {
            Names.id("id", id);
            Names.id("target", target);
        }
    }

    /**
     * A file that waits in the bucket's {@code staging/} folder.
     *
     * @param name the file's own name, by which its kind is known (it decides nothing else)
     * @param key  its object key, which begins with {@code staging/}
     */
    record StagedFile(String name, String key) {
        private static final String FOLDER = "staging/";

        public StagedFile {
            if (name == null || name.isBlank()) {
                throw ProblemException.invalidField("name", "is missing: the file's own name, as in flowers.zip");
            }
            if (key == null || !key.startsWith(FOLDER) || key.contains("..")) {
                throw ProblemException.invalidField("key",
                        "'%s' is not an object under %s".formatted(key, FOLDER));
            }
        }
    }
}
