package dev.limner.gateway.lists;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.limner.contracts.api.Page;
import dev.limner.contracts.problems.ProblemException;

/**
 * Which part of a list a client asks for.
 *
 * @param limit how many items at most, 1 to 1000
 * @param after the last item of the page before; nothing for the first page
 */
public record Slice(int limit, Optional<Cursor> after) {
    private static final int USUAL = 50;
    private static final int MOST = 1000;

    /**
     * Reads the query parameters {@code limit} and {@code cursor}; either may be null.
     *
     * @throws ProblemException (invalid field) naming the parameter
     */
    public static Slice of(String limit, String cursor) {
        return new Slice(limit == null ? USUAL : number(limit),
                Optional.ofNullable(cursor).filter(text -> !text.isEmpty()).map(Cursor::parse));
    }

    /** One more than is shown: tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /**
     * The page that shows what was fetched.
     *
     * @param fetched up to {@link #fetch} items
     * @param place   the cursor that stands for an item
     * @param view    what is shown of an item
     */
    public <T, V> Page<V> page(List<T> fetched, Function<T, Cursor> place, Function<T, V> view) {
        boolean more = fetched.size() > limit;
        List<T> shown = more ? fetched.subList(0, limit) : fetched;
        return new Page<>(shown.stream().map(view).toList(),
                more ? place.apply(shown.get(limit - 1)).toString() : null);
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw ProblemException.invalidField("limit", "is outside 1 to " + MOST);
        }
        return Integer.parseInt(text);
    }
}
