package ai.scidex.migration;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ScopeType;

/**
 * Describes the program: what its commands have in common, and how it is called. To read that from annotations takes longer than to
 * say it (docs/adr/0056).
 */
final class Program {

    private static final String VERBOSE = "--verbose";

    private Program() {}

    /**
     * Returns the description of the program, without commands.
     *
     * @param app what runs where no command is given
     */
    static CommandSpec describe(MigrationApp app) {
        CommandSpec program = CommandSpec.wrapWithoutInspection(app)
                .name("model-catalog")
                .versionProvider(new ToolVersion())
                .scopeType(ScopeType.INHERIT);
        program.usageMessage()
                .description(
                        "Gives SciDEX's model artifacts a provenance that can be queried, and moves the ones that are"
                                + " there to it, losing and guessing nothing.")
                .synopsisSubcommandLabel("COMMAND")
                .exitCodeListHeading(ExitCode.HEADING)
                .exitCodeList(UsageMessageSpec.keyValuesMap(
                        "0:done",
                        "1:failed",
                        "2:wrong usage",
                        "3:the answer is no: an invalid document, a criterion not met, a refused registration, promotion"
                                + " or link, a row that revert left",
                        "4:another run holds the lock",
                        "130:stopped by Ctrl-C at the end of a page (by SIGTERM: 143); the message says how to go on"));
        return program.addOption(flag("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(flag("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build())
                .addOption(flag(VERBOSE)
                        .description("Show the stack trace of a failure.")
                        .build());
    }

    /** Returns whether {@code program} was asked for the stack trace of a failure. */
    static boolean isVerbose(CommandSpec program) {
        return Boolean.TRUE.equals(program.findOption(VERBOSE).getValue());
    }

    private static OptionSpec.Builder flag(String name, String... others) {
        return OptionSpec.builder(name, others).type(boolean.class).scopeType(ScopeType.INHERIT);
    }
}
