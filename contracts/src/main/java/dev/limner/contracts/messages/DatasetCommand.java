package dev.limner.contracts.messages;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.names.ModelReference;
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

    /**
     * {@code dataset.select}: makes a version of some of another version's pictures. Of the held-out half only classes are
     * left out, so that figures on it stay comparable; what else is asked for is asked of the training half.
     *
     * @param id                    the job's id
     * @param from                  the version to choose from
     * @param into                  the dataset that gets the version; null for the one it is chosen from
     * @param classes               the classes to keep, in their new order; null for all
     * @param perClass              the most training pictures of a class, chosen by their content alone; null for all
     * @param withoutNearDuplicates whether to leave out training pictures that are nearly the same as another; default false
     * @param withoutOutliers       whether to leave out training pictures that are unlike their class; default false
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Select(String id, DatasetReference from, String into, List<String> classes, Integer perClass,
            Boolean withoutNearDuplicates, Boolean withoutOutliers) implements DatasetCommand {
        public Select {
            Names.id("id", id);
            from = Versions.required("from", from);
            if (into != null) {
                Names.name("into", into);
            }
            classes = Versions.classes(classes);
            Versions.positive("perClass", perClass);
            withoutNearDuplicates = withoutNearDuplicates != null && withoutNearDuplicates;
            withoutOutliers = withoutOutliers != null && withoutOutliers;
        }

        /** The dataset that gets the version. */
        public String makes() {
            return into == null ? from.dataset() : into;
        }
    }

    /**
     * {@code dataset.augment}: makes a larger version of a labelled one. Held-out pictures stay as they are, and are no
     * picture's parents.
     *
     * @param id         the job's id
     * @param from       the version to begin with
     * @param into       the dataset that gets the version; null for the one it begins with
     * @param times      training pictures afterwards for each one before, 1 to 100; default 2
     * @param balance    whether each class gets as many pictures as the largest, times {@code times}; default false
     * @param transforms what is done to pictures to make others; null for shift, rotate and colour, empty for none
     * @param model      paints some of the new pictures, class by class; null for none
     * @param modelShare the share of the new pictures that it paints, 0 to 1; null for a half where there is a model
     * @param seed       of everything that is drawn; null for one derived from the id
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Augment(String id, DatasetReference from, String into, Double times, Boolean balance,
            List<Transform> transforms, ModelReference model, Double modelShare, Long seed) implements DatasetCommand {
        private static final double MOST_TIMES = 100;

        public Augment {
            Names.id("id", id);
            from = Versions.required("from", from);
            if (into != null) {
                Names.name("into", into);
            }
            times = times == null ? 2 : times;
            if (!(times >= 1 && times <= MOST_TIMES)) {
                throw ProblemException.invalidField("times", times + " is outside 1 to 100");
            }
            balance = balance != null && balance;
            transforms = transforms == null
                    ? List.of(Transform.SHIFT, Transform.ROTATE, Transform.COLOUR)
                    : Versions.transforms(transforms);
            modelShare = modelShare == null ? model == null ? 0 : transforms.isEmpty() ? 1 : 0.5 : modelShare;
            if (!(modelShare >= 0 && modelShare <= 1)) {
                throw ProblemException.invalidField("modelShare", modelShare + " is outside 0 to 1");
            }
            if (model == null && modelShare > 0) {
                throw ProblemException.invalidField("model", "is missing: name one to paint a modelShare of "
                        + modelShare);
            }
            if (transforms.isEmpty() && modelShare < 1) {
                throw ProblemException.invalidField("transforms",
                        "is empty, and the model is to paint a share of %s only: name transforms, or a share of 1"
                                .formatted(modelShare));
            }
        }

        /** The dataset that gets the version. */
        public String makes() {
            return into == null ? from.dataset() : into;
        }
    }

    /**
     * {@code dataset.delete}: removes a version for good. Its number is not given again.
     *
     * @param id      the job's id
     * @param dataset the version, with its number: flowers@3
     * @param force   whether to remove it although models were trained on it; default false
     */
    record Delete(String id, DatasetReference dataset, Boolean force) implements DatasetCommand {
        public Delete {
            Names.id("id", id);
            dataset = Versions.required("dataset", dataset);
            if (dataset.asked().isEmpty()) {
                throw ProblemException.invalidField("dataset",
                        "'%s' names no version: a version is deleted by its number, as in %s@1"
                                .formatted(dataset, dataset));
            }
            force = force != null && force;
        }
    }

    /** {@code dataset.cancel}: ends a job of a dataset (an import, a selection, an augmentation) that has not ended. */
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
