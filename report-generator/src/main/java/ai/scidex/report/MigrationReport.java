package ai.scidex.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a report on a migration says, in the order in which it says it.
 *
 * @param title the heading of the report
 * @param database which database it is about, without secrets; absent if nobody needs to know
 * @param sample whether the artifacts are the made-up sample; its report says so, and leaves out what differs from one
 *     run to the next (ids, times, who started it)
 * @param runs the runs that decided the artifacts, oldest first
 * @param totals the figures of the summary; those of one group stand together
 * @param criteria what was verified; empty if nothing was
 * @param changedSince what others changed after the runs
 * @param artifactCount how many artifacts there are
 * @param artifacts the artifacts, each read once and then let go, so there may be more of them than memory holds
 */
public record MigrationReport(
        String title,
        @Nullable String database,
        boolean sample,
        List<Run> runs,
        List<Total> totals,
        List<Criterion> criteria,
        List<LaterChange> changedSince,
        long artifactCount,
        Iterable<ArtifactSection> artifacts) {

    public MigrationReport {
        Text.requireNotBlank(title, "the title of a report");
        runs = List.copyOf(runs);
        totals = List.copyOf(totals);
        criteria = List.copyOf(criteria);
        changedSince = List.copyOf(changedSince);
    }
}
