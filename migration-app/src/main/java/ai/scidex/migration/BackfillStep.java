package ai.scidex.migration;

import ai.scidex.migration.backfill.BackfillResult;

/** What a command prints of a backfill. */
final class BackfillStep {

    private BackfillStep() {}

    /** Prints what a process did that took part in the run of another one. */
    static void printJoined(BackfillResult result, Output.Lines lines) {
        if (isNothing(result)) {
            lines.line("backfill  nothing was left for this process to do; it changed nothing");
        } else {
            print(result, lines);
        }
    }

    private static boolean isNothing(BackfillResult result) {
        return result.examined() == 0 && result.refused().isEmpty();
    }

    static void print(BackfillResult result, Output.Lines lines) {
        if (isNothing(result)) {
            lines.line("backfill  nothing to do, no model artifact waits to be examined; nothing changed");
        } else {
            lines.line("backfill  run %s examined %d model artifacts: %d upgraded, %d held, %d unchanged"
                    .formatted(
                            result.runId(), result.examined(), result.upgraded(), result.held(), result.unchanged()));
        }
        result.refused()
                .forEach(refused -> lines.line("          refused %s: %s".formatted(refused.name(), refused.reason())));
    }
}
