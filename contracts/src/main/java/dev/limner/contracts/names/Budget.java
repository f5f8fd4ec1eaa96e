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
 * How long a training run goes on: images seen ({@code 128000}, {@code 500k}, {@code 2M}), steps ({@code 2000steps},
 * {@code 50ksteps}) or wall-clock time spent training ({@code 90s}, {@code 20m}, {@code 8h}). Exactly one of them is set.
 *
 * @param images images to be seen in all, 1 and up; 0 where something else counts
 * @param steps  steps to be made in all, 1 and up; 0 where something else counts
 * @param time   time to be spent in all; null where something else counts
 */
public record Budget(long images, long steps, Duration time) {
    private static final String FORMS = "images (500k, 2M), steps (2000steps) or time (90s, 20m, 8h)";
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,3})?)([kM]?)(|steps|s|m|h)");
    /** Of images, or of milliseconds. */
    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(15);
    /** So that they are no more than that many images, whatever the batch. */
    private static final BigDecimal MOST_STEPS = BigDecimal.TEN.pow(11);
    private static final Map<String, Long> THOUSANDS = Map.of("", 1L, "k", 1_000L, "M", 1_000_000L);
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3_600L);

    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public Budget {
        boolean one = time == null
                ? images >= 1 && steps == 0 || images == 0 && steps >= 1
                : images == 0 && steps == 0 && time.toMillis() >= 1;
        if (!one) {
            throw ProblemException.invalidField("budget", "must be above 0: " + FORMS);
        }
    }

    /** Reads a budget; see the class for the forms. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Budget parse(String text) {
        Matcher form = FORM.matcher(text == null ? "" : text.strip());
        boolean matches = form.matches();
        boolean timed = matches && SECONDS.containsKey(form.group(3));
        if (!matches || timed && !form.group(2).isEmpty()) {
            throw ProblemException.invalidField("budget",
                    "'%s' is not a budget: %s".formatted(Names.shortened(text), FORMS));
        }
        boolean inSteps = form.group(3).equals("steps");
        long unit = timed ? 1_000 * SECONDS.get(form.group(3)) : THOUSANDS.get(form.group(2));
        BigDecimal amount = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit)).stripTrailingZeros();
        if (amount.scale() > 0 || amount.compareTo(inSteps ? MOST_STEPS : LARGEST) > 0) {
            throw ProblemException.invalidField("budget",
                    "'%s' is no whole number of images or milliseconds up to 10^15, or of steps up to 10^11"
                            .formatted(text));
        }
        long count = amount.longValueExact();
        return timed ? time(Duration.ofMillis(count)) : inSteps ? steps(count) : images(count);
    }

    public static Budget images(long images) {
        return new Budget(images, 0, null);
    }

    public static Budget steps(long steps) {
        return new Budget(0, steps, null);
    }

    public static Budget time(Duration time) {
        return new Budget(0, 0, time);
    }

    public boolean inImages() {
        return images > 0;
    }

    /**
     * The same with steps as the images that they see.
     *
     * @param batch pictures of one step
     */
    public Budget ofBatches(int batch) {
        return steps == 0 ? this : images(Math.multiplyExact(steps, batch));
    }

    @Override
    @JsonValue
    public String toString() {
        if (steps > 0) {
            return steps + "steps";
        }
        return inImages()
                ? Long.toString(images)
                : BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + "s";
    }
}
