package ai.scidex.migration;

import ai.scidex.migration.links.MissingLink;
import ai.scidex.migration.links.MissingLinks;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "missing",
        description = {
            "List every model whose code cannot be found again, what is missing, how firmly its revision is named all"
                    + " the same, and what its metadata says. Changes nothing.",
            "",
            "An internal model needs repository, commit and entry point; an external one the address that it comes from"
                    + " and a version that stays. The JSON, with the links filled in, is a list for links apply.",
            ""
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:listed, also where nothing is missing", "1:failed", "2:wrong usage"},
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog links missing --output json > links.json")
final class LinksMissingCommand implements Callable<Integer> {

    private static final int LONGEST = 200;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    LinksMissingCommand() {}

    @Override
    public Integer call() {
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            Output.Listing listing = output.list();
            Count count = new Count();
            application.bean(MissingLinks.class).read(missing -> {
                count.models++;
                return listing.add(missing, lines -> print(missing, lines));
            });
            listing.end(lines -> lines.line(count.sentence()));
            return ExitCode.DONE;
        }
    }

    private static void print(MissingLink missing, Output.Lines lines) {
        lines.line("%s (%s, pin %s) lacks %s"
                .formatted(
                        missing.artifactId(),
                        missing.isExternal() ? "external" : "internal",
                        missing.pinStrength(),
                        String.join(", ", missing.missing())));
        missing.said()
                .forEach((key, text) -> lines.line("    says %s %s".formatted(key, Output.excerpt(text, LONGEST))));
    }

    /** How many models lack something. */
    private static final class Count {

        private long models;

        String sentence() {
            return switch ((int) Math.min(models, 2)) {
                case 0 -> "no model lacks anything";
                case 1 -> "1 model lacks something";
                default -> "%d models lack something".formatted(models);
            };
        }
    }
}
