package ai.scidex.migration.links;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CodeGap;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.PageRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Finds the models whose code cannot be found again, page by page. */
@Singleton
public final class MissingLinks {

    private final ModelCatalog catalog;
    private final LinkQueries links;

    MissingLinks(ModelCatalog catalog, LinkQueries links) {
        this.catalog = catalog;
        this.links = links;
    }

    /** Gives {@code receiver} one after the other, in the order of their ids, until it returns false. */
    public void read(Predicate<MissingLink> receiver) {
        PageRequest page = PageRequest.first().withSize(PageRequest.LARGEST);
        List<CodeGap> gaps = catalog.findCodeGaps(page);
        while (!gaps.isEmpty()) {
            Map<ArtifactId, LinkColumns> columns =
                    links.columns(gaps.stream().map(CodeGap::artifactId).toList());
            for (CodeGap gap : gaps) {
                if (!receiver.test(MissingLink.of(gap, columns.get(gap.artifactId())))) {
                    return;
                }
            }
            page = page.after(gaps.get(gaps.size() - 1).artifactId());
            gaps = catalog.findCodeGaps(page);
        }
    }
}
