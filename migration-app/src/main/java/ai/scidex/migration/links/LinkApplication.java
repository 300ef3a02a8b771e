package ai.scidex.migration.links;

import ai.scidex.catalog.ModelCatalog;
import ai.scidex.migration.transaction.TransactionBounds;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Applies lists of links. */
@Singleton
public final class LinkApplication {

    /** How many entries are written in one transaction. */
    static final int PAGE = 500;

    private final LinkQueries queries;
    private final TransactionBounds bounds;

    LinkApplication(LinkQueries queries, TransactionBounds bounds) {
        this.queries = queries;
        this.bounds = bounds;
    }

    /**
     * Judges every entry of a list and applies the good ones, a page in one transaction. Applying a list again changes
     * nothing.
     *
     * @param catalog writes the links
     * @param receiver is told what became of each entry, in their order, once its page is written
     * @throws IOException if the list cannot be read to its end; what stands before was applied
     */
    public void apply(ModelCatalog catalog, InputStream in, LinkSettings settings, Consumer<LinkOutcome> receiver)
            throws IOException {
        LinkRun run = new LinkRun(catalog, queries, bounds, settings, receiver);
        LinkList list = new LinkList(in);
        List<LinkEntry> page = new ArrayList<>();
        try {
            for (LinkEntry entry = list.next(); entry != null; entry = list.next()) {
                page.add(entry);
                if (page.size() == PAGE) {
                    run.page(page);
                    page.clear();
                }
            }
        } catch (IOException e) {
            run.page(page);
            throw e;
        }
        run.page(page);
    }
}
