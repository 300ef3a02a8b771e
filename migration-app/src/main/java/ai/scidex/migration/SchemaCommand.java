package ai.scidex.migration;

import ai.scidex.catalog.validation.MetadataSchema;
import ai.scidex.catalog.validation.SchemaCheck;
import ai.scidex.catalog.validation.SchemaSelfTest;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "schema",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:printed, or every check holds", "1:failed", "2:wrong usage", "3:a check does not hold"},
        footerHeading = ExitCode.EXAMPLES,
        footer = {
            "  model-catalog schema > model_artifact_metadata.json",
            "  model-catalog schema --check --output json"
        })
final class SchemaCommand implements Callable<Integer> {

    @Option(
            names = "--check",
            description = "Test instead whether the schema is what it promises to be: valid Draft-07, two variants told"
                    + " apart by is_external, each with its required members and valid examples.")
    private boolean check;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    /** Read when it is asked for: a command is made also where another one is called. */
    private final Supplier<MetadataSchema> published;

    SchemaCommand() {
        this(MetadataSchema::published);
    }

    SchemaCommand(Supplier<MetadataSchema> published) {
        this.published = published;
    }

    @Override
    public Integer call() {
        MetadataSchema schema = published.get();
        if (!check) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(schema.text());
            out.flush();
            return ExitCode.DONE;
        }
        Checked checked = Checked.of(schema);
        output.print(checked, checked::print);
        return checked.ok() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO;
    }

    /** What the self-test of a schema answers. */
    record Checked(boolean ok, String schemaVersion, String schemaSha256, List<SchemaCheck> checks) {

        static Checked of(MetadataSchema schema) {
            List<SchemaCheck> checks = SchemaSelfTest.of(schema);
            return new Checked(checks.stream().allMatch(SchemaCheck::ok), schema.version(), schema.sha256(), checks);
        }

        void print(Output.Lines lines) {
            long held = checks.stream().filter(SchemaCheck::ok).count();
            lines.line("schema    %s, SHA-256 %s".formatted(schemaVersion, schemaSha256));
            lines.line("check     %d of %d checks hold".formatted(held, checks.size()));
            for (SchemaCheck one : checks) {
                lines.line("  %-4s  %-32s %s".formatted(one.ok() ? "ok" : "FAIL", one.id(), one.found()));
                one.problems().forEach(problem -> lines.line("        " + problem));
            }
        }
    }
}
