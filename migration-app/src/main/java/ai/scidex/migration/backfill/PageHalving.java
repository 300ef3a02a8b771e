package ai.scidex.migration.backfill;

import ai.scidex.catalog.CatalogException;
import ai.scidex.migration.failure.SqlFailure;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes pages, each in one transaction, once more where others were in the way. A page that does not go in is halved, until
 * what stops it stands alone.
 *
 * @param <T> what a page is made of
 * @param writer writes a page
 * @param refuse is told what does not go in even alone, and why
 */
public record PageHalving<T>(Consumer<List<T>> writer, BiConsumer<T, String> refuse) {

    /** How often a page is tried while others are in its way. */
    private static final int ATTEMPTS = 3;

    /** A serialization failure, a deadlock, a lock that was not to be had: the same statements may succeed a moment later. */
    private static final Set<String> PASSING = Set.of("40001", "40P01", "55P03");

    /** Writes a page, which may be empty. */
    public void write(List<T> page) {
        if (!page.isEmpty()) {
            write(page, ATTEMPTS);
        }
    }

    private void write(List<T> page, int attempts) {
        try {
            writer.accept(page);
        } catch (RuntimeException e) {
            boolean passes = SqlFailure.hasState(e, PASSING);
            if (passes && attempts > 1) {
                write(page, attempts - 1);
            } else if (passes) {
                writeApart(page, 1, busy(e));
            } else if (e instanceof CatalogException) {
                writeApart(page, ATTEMPTS, String.valueOf(e.getMessage()));
            } else {
                throw e;
            }
        }
    }

    private void writeApart(List<T> page, int attempts, String reason) {
        if (page.size() == 1) {
            refuse.accept(page.get(0), reason);
            return;
        }
        int half = page.size() / 2;
        write(page.subList(0, half), attempts);
        write(page.subList(half, page.size()), attempts);
    }

    private static String busy(RuntimeException failure) {
        String message = SqlFailure.behind(failure).map(SqlFailure::message).orElseThrow();
        return "others keep it busy (%s); run the command again".formatted(message);
    }
}
