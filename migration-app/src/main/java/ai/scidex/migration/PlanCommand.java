package ai.scidex.migration;

import ai.scidex.migration.manifest.ExpectedModels;
import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.manifest.Manifest;
import ai.scidex.migration.plan.PlanBasis;
import ai.scidex.migration.plan.PlanTotals;
import ai.scidex.migration.plan.PlannedArtifact;
import ai.scidex.migration.plan.PlannedArtifact.PlannedHold;
import ai.scidex.migration.plan.Planning;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:every model artifact that waits is decided; held fields are no failure",
            "1:the plan could not be made",
            "2:wrong usage",
            "3:the manifest does not fit, or an artifact cannot be read",
            "130:stopped by Ctrl-C"
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog plan --output json > plan.json")
final class PlanCommand implements Callable<Integer> {

    private static final String LINE = "%-10s %-42s %s";

    /** What stands before the held fields. */
    private static final int HEAD_COLUMNS = 54;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private ManifestOptions manifest;

    @Mixin
    private ProgressOptions progress;

    @Mixin
    private Output output;

    @Option(names = "--redecide", description = "Decide the artifacts again, too, that wait for a person.")
    private boolean redecide;

    PlanCommand() {}

    @Override
    public Integer call() {
        Optional<Manifest> expected = manifest.manifest();
        try (Application application = database.open(progress.watchOfListing())) {
            TableMigration.warnUnlessPossible(application, database);
            Landings landings = expected.map(application.bean(ExpectedModels.class)::resolve)
                    .orElseGet(Landings::withoutManifest);
            PlanTotals totals = plan(application.bean(Planning.class), landings);
            return totals.refused().isEmpty() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO;
        }
    }

    private PlanTotals plan(Planning planning, Landings landings) {
        PlanBasis basis = planning.basis(landings, redecide);
        GrowingObject printed = output.growingObject();
        printed.member("basis", basis).beginList("artifacts");
        printed.heading(LINE.formatted("OUTCOME", "ARTIFACT", "HELD FIELDS"));
        PlanTotals totals =
                planning.plan(landings, basis, artifact -> printed.add(artifact, lines -> print(artifact, lines)));
        printed.endList();
        printed.member("examined", totals.examined())
                .member("upgraded", totals.upgraded())
                .member("held", totals.held())
                .member("unchanged", totals.unchanged())
                .member("refused", totals.refused())
                .member("sha256", totals.sha256())
                .end(lines -> print(totals, lines));
        return totals;
    }

    private static void print(PlannedArtifact artifact, Output.Lines lines) {
        String holds = artifact.holds().stream().map(PlanCommand::text).collect(Collectors.joining(", "));
        String head = "%-10s %s".formatted(artifact.outcome(), artifact.artifactId());
        lines.line(head, " ".repeat(Math.max(1, HEAD_COLUMNS - head.length())), holds);
    }

    private static String text(PlannedHold hold) {
        return "%s (%s%s)".formatted(hold.field(), hold.reason(), hold.required() ? "" : ", optional");
    }

    private static void print(PlanTotals totals, Output.Lines lines) {
        totals.refused().forEach(refused -> lines.line(LINE.formatted("refused", refused.name(), refused.reason())));
        lines.line(
                "plan      %d model artifacts wait: %d would be upgraded, %d held, %d left unchanged; nothing was written"
                        .formatted(totals.examined(), totals.upgraded(), totals.held(), totals.unchanged()));
        lines.line("          SHA-256 %s".formatted(totals.sha256()));
    }
}
