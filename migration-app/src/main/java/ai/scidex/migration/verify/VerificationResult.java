package ai.scidex.migration.verify;

import ai.scidex.report.Criterion;
import ai.scidex.report.LaterChange;
import java.util.List;

/**
 * What the proof found.
 *
 * @param ok whether every criterion holds
 * @param checks the criteria, each with its figure
 * @param changedSince what others changed after the run; no failure
 */
public record VerificationResult(boolean ok, List<Criterion> checks, List<LaterChange> changedSince) {

    /** No criterion was judged. */
    public static final VerificationResult NONE_JUDGED = of(List.of(), List.of());

    public VerificationResult {
        checks = List.copyOf(checks);
        changedSince = List.copyOf(changedSince);
    }

    static VerificationResult of(List<Criterion> checks, List<LaterChange> changedSince) {
        return new VerificationResult(checks.stream().allMatch(Criterion::ok), checks, changedSince);
    }
}
