package ai.scidex.migration;

import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "validate",
        description = "Validate metadata files against the schema. Needs no database.",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:every file is valid", "1:a file cannot be read", "2:wrong usage", "3:a file is invalid"},
        footer = "%nExample: model-catalog validate model.json --output json")
final class ValidateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Metadata of a model artifact, in JSON.")
    private List<Path> files;

    @Mixin
    private Output output;

    ValidateCommand() {}

    @Override
    public Integer call() {
        MetadataValidator validator = MetadataValidator.standard();
        List<Judgement> judgements = new ArrayList<>();
        for (Path file : files) {
            MetadataFile metadata = MetadataFile.read(file);
            List<Violation> violations = metadata.violations(validator);
            judgements.add(new Judgement(file.toString(), violations.isEmpty(), violations));
        }
        output.print(judgements, lines -> judgements.forEach(judgement -> judgement.print(lines)));
        return judgements.stream().allMatch(Judgement::valid) ? ExitCode.DONE : ExitCode.ANSWER_IS_NO;
    }

    /** What the schema says of one file. */
    record Judgement(String file, boolean valid, List<Violation> violations) {

        void print(Output.Lines lines) {
            lines.line("%s: %s".formatted(file, valid ? "valid" : "invalid"));
            violations.forEach(violation -> lines.line("  %s".formatted(violation)));
        }
    }
}
