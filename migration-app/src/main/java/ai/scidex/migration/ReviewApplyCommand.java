package ai.scidex.migration;

import ai.scidex.migration.documents.MetadataDocument;
import ai.scidex.migration.documents.MetadataDocument.Malformed;
import ai.scidex.migration.documents.MetadataDocument.Parsed;
import ai.scidex.migration.documents.MetadataDocument.Unreadable;
import ai.scidex.migration.documents.MetadataFiles;
import ai.scidex.migration.review.Replay;
import ai.scidex.migration.review.Replayed;
import ai.scidex.migration.review.RulingsFile;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description =
                "Make the decisions of a file that review export printed, on this database: each one that is about the"
                        + " same field of the same metadata. What is so already is left.",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:every decision of the file stands here",
            "1:failed, or the file cannot be read",
            "2:wrong usage",
            "3:a decision was refused, the others were made; or it is no file of decisions, and none was"
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog review apply decisions.json")
final class ReviewApplyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The file; - reads standard input.")
    private Path file;

    @Mixin
    private DryRunOptions dryRun;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    private final InputStream in;

    ReviewApplyCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() {
        RulingsFile rulings = rulings();
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            List<Replayed> replayed = dryRun.carryOut(
                    application, () -> application.bean(Replay.class).apply(rulings));
            output.print(replayed, lines -> {
                replayed.forEach(one -> lines.line(
                        "%-8s %s of %s: %s".formatted(one.result(), one.field(), one.artifactId(), one.message())));
                long refused = replayed.stream().filter(Replayed::isRefused).count();
                lines.line("%d %s, %d refused"
                        .formatted(replayed.size(), replayed.size() == 1 ? "decision" : "decisions", refused));
            });
            return replayed.stream().anyMatch(Replayed::isRefused) ? ExitCode.ANSWER_IS_NO : ExitCode.DONE;
        }
    }

    private RulingsFile rulings() {
        MetadataDocument document = MetadataFiles.readOne(file, in);
        if (document instanceof Parsed parsed) {
            try {
                return RulingsFile.of(parsed.json());
            } catch (IllegalArgumentException e) {
                throw refused(String.valueOf(e.getMessage()));
            }
        }
        if (document instanceof Malformed malformed) {
            throw refused(malformed.violation().message());
        }
        if (document instanceof Unreadable unreadable) {
            throw CommandFailure.unreadable(unreadable.name(), unreadable.cause());
        }
        throw new AssertionError("unhandled " + document);
    }

    private CommandFailure refused(String reason) {
        return new CommandFailure(ExitCode.ANSWER_IS_NO, "%s is refused: %s".formatted(file, reason));
    }
}
