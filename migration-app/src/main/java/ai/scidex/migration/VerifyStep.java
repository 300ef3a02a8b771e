package ai.scidex.migration;

import ai.scidex.migration.verify.Verification;
import ai.scidex.migration.verify.VerificationResult;
import ai.scidex.report.Criterion;

/** The step of a command that proves the result, and what it prints. */
final class VerifyStep {

    /** As wide as the longest id, and a space. */
    private static final int ID_COLUMNS = 35;

    private VerifyStep() {}

    static VerificationResult run(Application application, ManifestOptions manifest) {
        Verification verification = application.bean(Verification.class);
        if (!manifest.isGiven()) {
            return verification.run();
        }
        return manifest.manifest().map(verification::run).orElseGet(verification::runWithoutManifest);
    }

    static void print(VerificationResult result, Output.Lines lines) {
        long held = result.checks().stream().filter(Criterion::ok).count();
        lines.line("verify    %d of %d criteria hold"
                .formatted(held, result.checks().size()));
        for (Criterion criterion : result.checks()) {
            lines.line(
                    Mark.of(criterion.ok()),
                    criterion.id(),
                    " ".repeat(Math.max(1, ID_COLUMNS - criterion.id().length())),
                    "expected %s, found %s".formatted(criterion.expected(), criterion.actual()));
        }
        result.changedSince()
                .forEach(change -> lines.line(
                        "  since then somebody changed %s: %s".formatted(change.artifactId(), change.what())));
    }
}
