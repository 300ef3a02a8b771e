package ai.scidex.migration;

import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.Occasion;
import ai.scidex.migration.failure.OrdinaryFile;
import ai.scidex.migration.links.LinkApplication;
import ai.scidex.migration.links.LinkOutcome;
import ai.scidex.migration.links.LinkSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description = {
            "Link models to their code, from a list.",
            "",
            "The list is JSON Lines, or a JSON array such as links missing prints. An entry is an object with artifactId,"
                    + " codeRepoUrl, codeCommitSha and codeEntrypoint; what links missing prints beside them may stay. An"
                    + " entry that nobody filled in is left open.",
            "",
            "Entry by entry: a good one is applied, whatever becomes of the others, in transactions of up to 500. A"
                    + " refused one is named with its line and the reason. To have all or none, look at --dry-run first,"
                    + " which exits with 3 if one would be refused. Applying a list again changes nothing.",
            ""
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:every entry was applied, was so already, or is left open",
            "1:failed; what was read before was applied",
            "2:wrong usage",
            "3:an entry is refused"
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = {"  model-catalog links apply links.json --dry-run", "  model-catalog links apply links.jsonl --by ada"
        })
final class LinksApplyCommand implements Callable<Integer> {

    private static final Path STANDARD_INPUT = Path.of("-");

    @Parameters(paramLabel = "FILE", description = "The list; - reads standard input.")
    private Path file;

    @Option(names = "--dry-run", description = "Judge every entry, and write nothing.")
    private boolean dryRun;

    @Option(names = "--replace", description = "Let a link take the place of another one, which is refused otherwise.")
    private boolean replace;

    @Option(names = "--by", paramLabel = "NAME", description = "Who links them (default: model-catalog).")
    private @Nullable String by;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    private final InputStream in;

    LinksApplyCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() {
        Optional<Occasion> occasion =
                Optional.ofNullable(by).map(name -> CommandFailure.unlessRefused(() -> new Occasion(name, null)));
        try (InputStream list = list();
                Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            ModelCatalog catalog = application.bean(ModelCatalog.class);
            ModelCatalog acting =
                    occasion.map(one -> catalog.actingFor(one.actor())).orElse(catalog);
            return apply(list, acting, application);
        } catch (IOException e) {
            throw CommandFailure.unreadable(file.toString(), e);
        }
    }

    private int apply(InputStream list, ModelCatalog acting, Application application) throws IOException {
        Output.Listing listing = output.list();
        LinkTally tally = new LinkTally(dryRun);
        try {
            application.bean(LinkApplication.class).apply(acting, list, new LinkSettings(dryRun, replace), outcome -> {
                tally.add(outcome);
                listing.add(Applied.of(outcome), lines -> print(outcome, lines));
            });
        } finally {
            listing.end(tally::print);
        }
        return tally.exitCode();
    }

    private InputStream list() throws IOException {
        return file.equals(STANDARD_INPUT) ? in : OrdinaryFile.openInPlaceOfInput(file);
    }

    private static void print(LinkOutcome outcome, Output.Lines lines) {
        if (outcome.outcome() == LinkOutcome.Kind.REFUSED) {
            String model = outcome.artifactId() == null ? "" : Output.excerpt(outcome.artifactId(), 200) + ": ";
            lines.line("line %d: %s%s".formatted(outcome.line(), model, outcome.reason()));
        }
    }

    /** What became of an entry, as it is printed. */
    record Applied(
            long line,
            @Nullable String artifactId,
            String outcome,
            @Nullable String reason) {

        static Applied of(LinkOutcome outcome) {
            return new Applied(
                    outcome.line(), outcome.artifactId(), outcome.outcome().text(), outcome.reason());
        }
    }
}
