package ai.scidex.migration;

import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.migration.documents.MetadataDocument;
import ai.scidex.migration.documents.MetadataDocument.Malformed;
import ai.scidex.migration.documents.MetadataDocument.Parsed;
import ai.scidex.migration.documents.MetadataDocument.Unreadable;
import ai.scidex.migration.documents.MetadataFiles;
import ai.scidex.migration.progress.Watch;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        description = {
            "",
            "A file holds one document in JSON, or one a line (JSON Lines) if its name ends in .jsonl or .ndjson. A"
                    + " folder stands for the files below it whose names end in .json, .jsonl or .ndjson; hidden ones"
                    + " and links to folders are left out. Standard input is JSON, or JSON Lines if its first line is"
                    + " a document of its own and more follows; --lines makes sure of it.",
            ""
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:every document is valid",
            "1:a file cannot be read; the others are judged all the same",
            "2:wrong usage; also a folder without a metadata file",
            "3:a document is invalid",
            "130:stopped by Ctrl-C"
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = {
            "  model-catalog validate model.json models/ --output json",
            "  jq -c .metadata artifacts.jsonl | model-catalog validate --lines -"
        })
final class ValidateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "A file, a folder, or - for standard input.")
    private List<Path> files;

    @Option(
            names = "--lines",
            description = "Each line is a document, whatever a file is called; on standard input, too.")
    private boolean lines;

    @Mixin
    private ProgressOptions progress;

    @Mixin
    private Output output;

    @ParentCommand
    private MigrationApp app;

    @Spec
    private CommandSpec spec;

    private final InputStream in;

    ValidateCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() {
        MetadataFiles documents = CommandFailure.unlessRefused(() -> new MetadataFiles(files, lines, in));
        MetadataValidator validator = MetadataValidator.standard();
        Output.Listing listing = output.list();
        Tally tally = new Tally();
        Watch watch = progress.watchOfListing();
        try (Watch.Step step = watch.begin("validate", "documents", documents::count)) {
            documents.read(document -> {
                watch.stopIfWanted("validate");
                Judgement judgement = judge(document, validator);
                tally.add(judgement);
                step.done(1);
                return listing.add(judgement, lines -> print(judgement, lines));
            });
        }
        listing.end(tally::print);
        return tally.exitCode();
    }

    private Judgement judge(MetadataDocument document, MetadataValidator validator) {
        if (document instanceof Parsed parsed) {
            return Judgement.of(parsed.name(), validator.validate(parsed.json()).violations());
        }
        if (document instanceof Malformed malformed) {
            return Judgement.of(malformed.name(), List.of(malformed.violation()));
        }
        if (document instanceof Unreadable unreadable) {
            CommandFailure failure = CommandFailure.unreadable(unreadable.name(), unreadable.cause());
            app.report(failure, spec.commandLine());
            return Judgement.unreadable(unreadable);
        }
        throw new AssertionError("unhandled " + document);
    }

    /** Of valid documents those that were named are listed; of those that were found it is enough to know how many. */
    private void print(Judgement judgement, Output.Lines lines) {
        if (judgement.valid()) {
            if (files.contains(Path.of(judgement.file()))) {
                lines.line(judgement.file() + ": valid");
            }
        } else if (judgement.isReadable()) {
            lines.line(judgement.file() + ": invalid");
            judgement.violations().forEach(violation -> lines.line("  " + violation));
        }
    }
}
