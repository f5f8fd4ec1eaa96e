package dev.limner.images.texture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.limner.images.Draws;

/**
 * Finds patches of an exemplar that fit what is known of a template. Every position is compared, exactly, as long as
 * that is little work; beyond, every position of a smaller exemplar, and then those near the best of them, exactly.
 */
final class PatchSearch {
    /** Comparisons of a value with a value for one template. */
    private static final long MOST_WORK = 1L << 27;
    /** Terms of up to 255² that an int holds the sum of. */
    private static final int MOST_TAPS = 33_000;
    private static final int REFINED = 48;
    private static final int LEAST_KNOWN = 12;

    private final List<Exemplar> levels = new ArrayList<>();

    PatchSearch(Exemplar exemplar) {
        levels.add(exemplar);
    }

    /** A position, by the patch's first row and column, and how far its patch is from the template. */
    record Match(int y, int x, long distance) {}

    /** Which positions may be taken. */
    @FunctionalInterface
    interface Allowed {
        boolean at(int y, int x);
    }

    /**
     * A position drawn from those whose distance is at most (1 + tolerance) times the smallest.
     *
     * @param template with something known, no larger than the exemplar
     * @return null where no position is allowed
     */
    Match choose(Template template, double tolerance, Allowed allowed, Draws draws) {
        List<Match> matches = matches(template, allowed);
        long least = matches.stream().mapToLong(Match::distance).min().orElse(0);
        long most = (long) (least * (1 + tolerance));
        List<Match> good = matches.stream().filter(match -> match.distance() <= most).toList();
        return good.isEmpty() ? null : good.get(draws.below(good.size()));
    }

    private List<Match> matches(Template template, Allowed allowed) {
        int level = 0;
        Template small = template;
        while (tooMuch(small, level(level))) {
            Template smaller = small.halved();
            if (smaller.taps() < LEAST_KNOWN * smaller.values().length) {
                break;
            }
            small = smaller;
            level++;
        }
        int step = 1 << level;
        Exemplar exemplar = level(level);
        int[][] distances = exemplar.distances(small);
        List<Match> found = new ArrayList<>();
        Exemplar full = levels.get(0);
        int lastY = full.height() - template.height();
        int lastX = full.width() - template.width();
        int limit = level == 0 ? Integer.MAX_VALUE : best(distances, step, lastY, lastX, allowed);
        boolean[] seen = level == 0 ? null : new boolean[(lastY + 1) * (lastX + 1)];
        for (int v = 0; v < distances.length && v * step <= lastY; v++) {
            for (int u = 0; u < distances[v].length && u * step <= lastX; u++) {
                if (distances[v][u] <= limit && allowed.at(v * step, u * step)) {
                    if (level == 0) {
                        found.add(new Match(v, u, distances[v][u]));
                    } else {
                        refine(template, v * step, u * step, step, allowed, seen, found);
                    }
                }
            }
        }
        return found;
    }

    private void refine(Template template, int y, int x, int step, Allowed allowed, boolean[] seen, List<Match> found) {
        Exemplar full = levels.get(0);
        int lastY = full.height() - template.height();
        int lastX = full.width() - template.width();
        for (int v = Math.max(0, y - step + 1); v <= Math.min(lastY, y + step - 1); v++) {
            for (int u = Math.max(0, x - step + 1); u <= Math.min(lastX, x + step - 1); u++) {
                int at = v * (lastX + 1) + u;
                if (!seen[at] && allowed.at(v, u)) {
                    found.add(new Match(v, u, full.distance(template, v, u, Long.MAX_VALUE)));
                }
                seen[at] = true;
            }
        }
    }

    /** The distance of the last of the best positions. */
    private static int best(int[][] distances, int step, int lastY, int lastX, Allowed allowed) {
        int[] sorted = new int[distances.length * distances[0].length];
        int count = 0;
        for (int v = 0; v < distances.length && v * step <= lastY; v++) {
            for (int u = 0; u < distances[v].length && u * step <= lastX; u++) {
                if (allowed.at(v * step, u * step)) {
                    sorted[count++] = distances[v][u];
                }
            }
        }
        Arrays.sort(sorted, 0, count);
        return count == 0 ? -1 : sorted[Math.min(count, REFINED) - 1];
    }

    private static boolean tooMuch(Template template, Exemplar exemplar) {
        long positions = (exemplar.height() - template.height() + 1L) * (exemplar.width() - template.width() + 1L);
        return template.taps() > MOST_TAPS || positions * template.taps() > MOST_WORK;
    }

    private Exemplar level(int level) {
        while (levels.size() <= level) {
            levels.add(levels.get(levels.size() - 1).halved());
        }
        return levels.get(level);
    }
}
