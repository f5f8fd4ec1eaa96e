package dev.limner.contracts.names;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.limner.contracts.problems.ProblemException;

/**
 * How long a training run goes on: images seen ({@code 128000}, {@code 500k}, {@code 2M}) or wall-clock time spent
 * training ({@code 90s}, {@code 20m}, {@code 8h}). Exactly one of the two is set.
 *
 * @param images images to be seen in all, 1 and up; 0 where time counts
 * @param time   time to be spent in all; null where images count
 */
public record Budget(long images, Duration time) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,3})?)([kMsmh]?)");
    /** Of images, or of milliseconds. */
    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(15);
    private static final Map<String, Long> IMAGES = Map.of("", 1L, "k", 1_000L, "M", 1_000_000L);
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3_600L);

    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public Budget {
        if (time == null ? images < 1 : images != 0 || time.toMillis() < 1) {
            throw ProblemException.invalidField("budget", "must be above 0: images (500k, 2M) or time (90s, 20m, 8h)");
        }
    }

    /** Reads a budget; see the class for the forms. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Budget parse(String text) {
        Matcher form = FORM.matcher(text == null ? "" : text.strip());
        if (!form.matches()) {
            throw ProblemException.invalidField("budget",
                    "'%s' is not a budget: images (500k, 2M) or time (90s, 20m, 8h)"
                            .formatted(Names.shortened(text)));
        }
        Long images = IMAGES.get(form.group(2));
        long unit = images == null ? 1_000 * SECONDS.get(form.group(2)) : images;
        BigDecimal amount = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit)).stripTrailingZeros();
        if (amount.scale() > 0 || amount.compareTo(LARGEST) > 0) {
            throw ProblemException.invalidField("budget",
                    "'%s' is no whole number of images or milliseconds up to 10^15".formatted(text));
        }
        return images == null
                ? new Budget(0, Duration.ofMillis(amount.longValueExact()))
                : new Budget(amount.longValueExact(), null);
    }

    public static Budget images(long images) {
        return new Budget(images, null);
    }

    public boolean inImages() {
        return time == null;
    }

    @Override
    @JsonValue
    public String toString() {
        return inImages()
                ? Long.toString(images)
                : BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + "s";
    }
}
