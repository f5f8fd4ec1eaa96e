package dev.limner.datasets.imports;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.Fit;
import dev.limner.datasets.examination.Examination.NearReport;
import dev.limner.datasets.examination.Examination.OutlierReport;

/**
 * What became of everything in an upload, kept in the version's manifest.
 *
 * @param pictures   pictures looked at: those in the version, those refused and the duplicates
 * @param train      pictures of the version's training half
 * @param heldOut    pictures of its held-out half
 * @param split      {@code official}: the publisher's; {@code by-digest}: a tenth, chosen by content
 * @param formats    pictures by format, the most frequent first
 * @param modes      pictures by their colour mode as they were sent, the most frequent first
 * @param sizes      pictures by their size as it was sent, {@code 28x28}, the most frequent first
 * @param size       side asked for or recommended; null where the pictures kept theirs
 * @param fit        how pictures that are not square became so
 * @param colour     what the version has
 * @param recommended why side and colour were chosen so; null where both were asked for
 * @param classes    pictures of each class, in the order of the indices
 * @param unlabelled pictures without a class
 * @param refused    pictures that are not in the version because of what they are
 * @param ignored    files that are no pictures
 * @param duplicates pictures that are not in the version because it has them already
 * @param duplicateFiles the first of them, each with the file that was kept
 * @param nearDuplicates pictures of the version that are nearly the same as another; null in older versions
 * @param outliers   pictures of the version that are unlike their class; null in older versions
 * @param advice     what to know before training on it, in sentences
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdmissionReport(long pictures, long train, long heldOut, String split, Map<String, Long> formats,
        Map<String, Long> modes, Map<String, Long> sizes, Integer size, Fit fit, Colour colour, String recommended,
        List<ClassCount> classes, long unlabelled,
        LeftOut refused, LeftOut ignored, Duplicates duplicates, List<SameFile> duplicateFiles,
        NearReport nearDuplicates,
        OutlierReport outliers, List<String> advice) {

    /** With what was found out about the pictures that were admitted, and the advice that follows from it. */
    public AdmissionReport examined(NearReport near, OutlierReport unlike) {
        return new AdmissionReport(pictures, train, heldOut, split, formats, modes, sizes, size, fit, colour,
                recommended, classes, unlabelled, refused, ignored, duplicates, duplicateFiles, near, unlike,
                Advice.and(advice, near, unlike));
    }

    /** A file that was left out, and the one with the same pixels that was kept. */
    public record SameFile(String file, String of) {}

    /** How many pictures a class has in each half. */
    public record ClassCount(String name, long train, long heldOut) {}

    /**
     * Files that were left out.
     *
     * @param count how many
     * @param files the first of them
     */
    public record LeftOut(long count, List<LeftOutFile> files) {
        public LeftOut {
            files = List.copyOf(files);
        }
    }

    /**
     * @param reason a clause that follows the file's name; null where it is plain
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LeftOutFile(String file, String reason) {}
}
