package ai.scidex.migration.backfill;

import ai.scidex.catalog.CatalogException;
import ai.scidex.migration.failure.SqlFailure;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes pages, each in one transaction, once more where others were in the way. A page that does not go in is halved, until
 * what stops it stands alone.
 *
 * @param <T> what a page is made of
 * @param writer writes a page
 * @param refuse is told what does not go in even alone, and why
 * @param attempts how a page is tried again
 */
public record PageHalving<T>(Consumer<List<T>> writer, BiConsumer<T, String> refuse, Attempts attempts) {

    /** Writes a page, which may be empty. */
    public void write(List<T> page) {
        if (!page.isEmpty()) {
            write(page, Attempts.MOST);
        }
    }

    private void write(List<T> page, int most) {
        try {
            attempts.of(most, () -> {
                writer.accept(page);
                return page;
            });
        } catch (RuntimeException e) {
            if (Attempts.isPassing(e)) {
                writeApart(page, 1, busy(e));
            } else if (e instanceof CatalogException) {
                writeApart(page, Attempts.MOST, String.valueOf(e.getMessage()));
            } else {
                throw e;
            }
        }
    }

    private void writeApart(List<T> page, int most, String reason) {
        if (page.size() == 1) {
            refuse.accept(page.get(0), reason);
            return;
        }
        int half = page.size() / 2;
        write(page.subList(0, half), most);
        write(page.subList(half, page.size()), most);
    }

    private static String busy(RuntimeException failure) {
        String message = SqlFailure.behind(failure).map(SqlFailure::message).orElseThrow();
        return "others keep it busy (%s); run the command again".formatted(message);
    }
}
