package ai.scidex.migration;

import ai.scidex.migration.links.LinkOutcome;
import ai.scidex.migration.links.LinkOutcome.Kind;
import java.util.EnumMap;
import java.util.Map;

/** How many entries of a list of links were applied, how many not. */
final class LinkTally {

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final boolean dryRun;

    LinkTally(boolean dryRun) {
        this.dryRun = dryRun;
    }

    void add(LinkOutcome outcome) {
        counts.merge(outcome.outcome(), 1L, Long::sum);
    }

    void print(Output.Lines lines) {
        lines.line("%s%d linked, %d replaced, %d unchanged, %d left open, %d refused"
                .formatted(
                        dryRun ? "nothing was written; it would be " : "",
                        count(Kind.LINKED),
                        count(Kind.REPLACED),
                        count(Kind.UNCHANGED),
                        count(Kind.OPEN),
                        count(Kind.REFUSED)));
    }

    int exitCode() {
        return count(Kind.REFUSED) > 0 ? ExitCode.ANSWER_IS_NO : ExitCode.DONE;
    }

    private long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
