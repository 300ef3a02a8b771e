package ai.scidex.migration.links;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CatalogException;
import ai.scidex.catalog.CodeLink;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.migration.links.LinkEntry.Filled;
import ai.scidex.migration.links.LinkEntry.Partial;
import ai.scidex.migration.links.LinkEntry.Refused;
import ai.scidex.migration.links.LinkOutcome.Kind;
import ai.scidex.migration.transaction.TransactionBounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works through one list of links, a page at a time. */
final class LinkRun {

    private static final String UNKNOWN =
            "the catalog has no such model; one that was never registered is brought in by model-catalog backfill";

    private final ModelCatalog catalog;
    private final LinkQueries queries;
    private final TransactionBounds bounds;
    private final LinkSettings settings;
    private final Consumer<LinkOutcome> receiver;

    /** The models that this list names, each with its line: the second time it must be a mistake. */
    private final Map<ArtifactId, Long> named = new HashMap<>();

    LinkRun(
            ModelCatalog catalog,
            LinkQueries queries,
            TransactionBounds bounds,
            LinkSettings settings,
            Consumer<LinkOutcome> receiver) {
        this.catalog = catalog;
        this.queries = queries;
        this.bounds = bounds;
        this.settings = settings;
        this.receiver = receiver;
    }

    /** Judges a page of entries and, unless this is a rehearsal, applies what is good of it in one transaction. */
    void page(List<LinkEntry> entries) {
        Map<ArtifactId, LinkColumns> now =
                queries.columns(entries.stream().flatMap(LinkRun::model).toList());
        List<LinkOutcome> judged = new ArrayList<>();
        Map<ArtifactId, CodeLink> links = new LinkedHashMap<>();
        for (LinkEntry entry : entries) {
            LinkOutcome outcome = judge(entry, now);
            judged.add(outcome);
            if (entry instanceof Filled filled && isToBeWritten(outcome)) {
                links.put(filled.model(), filled.link());
            }
        }
        Map<ArtifactId, String> refused = settings.dryRun() ? Map.of() : write(links);
        for (LinkOutcome outcome : judged) {
            String reason = isToBeWritten(outcome) && outcome.artifactId() != null
                    ? refused.get(new ArtifactId(outcome.artifactId()))
                    : null;
            receiver.accept(
                    reason == null ? outcome : LinkOutcome.refused(outcome.line(), outcome.artifactId(), reason));
        }
    }

    private static boolean isToBeWritten(LinkOutcome outcome) {
        return outcome.outcome() == Kind.LINKED || outcome.outcome() == Kind.REPLACED;
    }

    private static Stream<ArtifactId> model(LinkEntry entry) {
        if (entry instanceof Filled filled) {
            return Stream.of(filled.model());
        }
        if (entry instanceof Partial partial) {
            return Stream.of(partial.model());
        }
        if (entry instanceof Refused) {
            return Stream.of();
        }
        throw new AssertionError("unhandled " + entry);
    }

    private LinkOutcome judge(LinkEntry entry, Map<ArtifactId, LinkColumns> now) {
        if (entry instanceof Filled filled) {
            return judge(filled, now.get(filled.model()));
        }
        if (entry instanceof Partial partial) {
            return judge(partial, now.get(partial.model()));
        }
        if (entry instanceof Refused refused) {
            return LinkOutcome.refused(refused.line(), refused.model(), refused.reason());
        }
        throw new AssertionError("unhandled " + entry);
    }

    private LinkOutcome judge(Filled entry, @Nullable LinkColumns now) {
        String model = entry.model().value();
        if (now == null) {
            return LinkOutcome.refused(entry.line(), model, UNKNOWN);
        }
        Long before = named.putIfAbsent(entry.model(), entry.line());
        if (before != null) {
            return LinkOutcome.refused(entry.line(), model, "line %d names the same model".formatted(before));
        }
        if (now.isSame(entry.link())) {
            return LinkOutcome.of(entry, Kind.UNCHANGED);
        }
        if (!now.isComplete()) {
            return LinkOutcome.of(entry, Kind.LINKED);
        }
        return settings.replace()
                ? LinkOutcome.of(entry, Kind.REPLACED)
                : LinkOutcome.refused(
                        entry.line(),
                        model,
                        "it is linked already, to %s of %s at %s, and not to be linked anew without --replace"
                                .formatted(now.entrypoint(), now.repoUrl(), now.commitSha()));
    }

    private static LinkOutcome judge(Partial entry, @Nullable LinkColumns now) {
        String model = entry.model().value();
        // A model that nobody has brought into the catalog yet is listed as missing its link, too.
        LinkColumns columns = now == null ? new LinkColumns(null, null, null) : now;
        return entry.said().isPartOf(columns)
                ? new LinkOutcome(entry.line(), model, Kind.OPEN, null)
                : LinkOutcome.refused(
                        entry.line(),
                        model,
                        "a link is whole or none; give %s too".formatted(String.join(" and ", entry.absent())));
    }

    /** Returns why which links were refused after all: somebody may have deleted a model, or a trigger may not like one. */
    private Map<ArtifactId, String> write(Map<ArtifactId, CodeLink> links) {
        try {
            bounds.within(() -> catalog.linkCode(links));
            return Map.of();
        } catch (CatalogException e) {
            return writeOneByOne(links);
        }
    }

    private Map<ArtifactId, String> writeOneByOne(Map<ArtifactId, CodeLink> links) {
        Map<ArtifactId, String> refused = new HashMap<>();
        links.forEach((model, link) -> {
            try {
                bounds.within(() -> catalog.linkCode(model, link));
            } catch (CatalogException e) {
                refused.put(model, String.valueOf(e.getMessage()));
            }
        });
        return refused;
    }
}
