package ai.scidex.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Adds the commands, in the order in which they are listed; here stands what each is for.
 *
 * <p>To describe them all takes longer than most commands take: where the first word names one, it is the only one, and
 * where the list of them is wanted, it is all there is of them.
 */
final class Subcommands {

    private static final Map<String, Subcommand> COMMANDS = commands();

    private static final Set<String> OF_ALL = Set.of("completion");

    private static final List<List<String>> OF_NONE = List.of(List.of("--version"), List.of("-V"));

    private static final List<List<String>> OVERVIEW = List.of(List.of("--help"), List.of("-h"));

    private final CommandFactory factory;
    private final List<String> words;

    /**
     * @param factory makes the commands
     * @param words what stands on the command line; nothing: every command is wanted
     */
    Subcommands(CommandFactory factory, List<String> words) {
        this.factory = factory;
        this.words = words;
    }

    void addTo(CommandSpec program) {
        if (OVERVIEW.contains(words)) {
            list(program);
        } else {
            wanted().forEach((name, subcommand) -> program.addSubcommand(name, subcommand.command(factory)));
        }
    }

    /** In the list stands what each command is for, not what its options are. One that is none shows that there are some. */
    private static void list(CommandSpec program) {
        program.addSubcommand("COMMAND", CommandSpec.create());
        program.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Subcommands::list);
    }

    private static String list(Help program) {
        Map<String, Help> commands = new LinkedHashMap<>();
        COMMANDS.forEach((name, subcommand) -> {
            CommandSpec command = CommandSpec.create().name(name);
            command.usageMessage().description(subcommand.summary());
            commands.put(name, new Help(command, program.colorScheme()));
        });
        return program.commandList(commands);
    }

    private Map<String, Subcommand> wanted() {
        if (OF_NONE.contains(words)) {
            return Map.of();
        }
        String first = words.isEmpty() ? "" : words.get(0);
        Subcommand command = COMMANDS.get(first);
        return command == null || OF_ALL.contains(first) ? COMMANDS : Map.of(first, command);
    }

    private static Map<String, Subcommand> commands() {
        Map<String, Subcommand> commands = new LinkedHashMap<>();
        commands.put(
                "run",
                new Subcommand(
                        RunCommand.class,
                        "Do the main job: migrate, backfill, verify, report. Running it again changes nothing."));
        commands.put(
                "migrate",
                new Subcommand(MigrateCommand.class, "Bring the tables up to date. Running it again changes nothing."));
        commands.put(
                "plan",
                new Subcommand(
                        PlanCommand.class,
                        "Decide every model artifact that nobody examined, and write nothing; also before"
                                + " migrate. The JSON of it says each value with its source and rule, and is what"
                                + " backfill --plan FILE carries out."));
        commands.put(
                "backfill",
                new Subcommand(
                        BackfillCommand.class,
                        "Bring the model artifacts that nobody examined into the catalog. What is ambiguous"
                                + " is held for a person. Running it again changes nothing."));
        commands.put(
                "verify",
                new Subcommand(
                        VerifyCommand.class, "Prove the result: every criterion with its figure. Changes nothing."));
        commands.put(
                "report",
                new Subcommand(
                        ReportCommand.class,
                        "Write the report, from what the database has recorded: in Markdown, or as one page"
                                + " of HTML to search and to filter in a browser."));
        commands.put(
                "revert",
                new Subcommand(
                        RevertCommand.class,
                        "Put the metadata of a run back as it was before, byte for byte, remove what the run"
                                + " added, and prove it. What somebody changed, promoted, built upon or decided since"
                                + " is left and named."));
        commands.put("review", new Subcommand(ReviewCommand.class, "See the held fields, and decide them."));
        commands.put("status", new Subcommand(StatusCommand.class, "Say where the database stands. Changes nothing."));
        commands.put(
                "register",
                new Subcommand(
                        RegisterCommand.class, "Register a model: all of it, or nothing if the metadata is invalid."));
        commands.put(
                "show",
                new Subcommand(
                        ShowCommand.class,
                        "Show one model: where it comes from, its code, training and evaluation, where it"
                                + " stands in the evaluation gate and why, and the versions around it. Changes"
                                + " nothing."));
        commands.put(
                "list",
                new Subcommand(
                        ListCommand.class, "List models, a page of them, in the order of their ids. Changes nothing."));
        commands.put(
                "promote",
                new Subcommand(
                        PromoteCommand.class,
                        "Promote a candidate: it becomes the latest version, active and promoted, and the"
                                + " version that was the latest is superseded by it."));
        commands.put(
                "reject",
                new Subcommand(
                        RejectCommand.class,
                        "Reject a candidate. Nothing becomes the latest version, and nothing ceases to be."));
        commands.put(
                "rollback",
                new Subcommand(
                        RollbackCommand.class,
                        "Roll back to a superseded version: it becomes the latest, active and promoted one"
                                + " again, and the version that was the latest is superseded by it. Without"
                                + " --compared-with, that is whichever is the latest."));
        commands.put(
                "history",
                new Subcommand(
                        HistoryCommand.class,
                        "Tell every move of a model in the evaluation gate, the earliest first: who made it,"
                                + " when, from where to where, why, and on what evidence. Changes nothing."));
        commands.put(
                "links", new Subcommand(LinksCommand.class, "Link models to the code that they were trained with."));
        commands.put(
                "validate",
                new Subcommand(ValidateCommand.class, "Validate metadata against the schema. Needs no database."));
        commands.put(
                "schema",
                new Subcommand(
                        SchemaCommand.class,
                        "Print the JSON Schema of the metadata, as it is published. Needs no database."));
        commands.put(
                "completion",
                new Subcommand(
                        CompletionCommand.class,
                        "Print a script with which bash and zsh complete commands and options. Needs no database."));
        return commands;
    }

    /**
     * @param type the command, whose annotations say what its options are, and whatever else there is to say
     * @param summary what it is for
     */
    private record Subcommand(Class<?> type, String summary) {

        CommandLine command(CommandFactory factory) {
            CommandLine command = new CommandLine(type, factory);
            UsageMessageSpec usage = command.getCommandSpec().usageMessage();
            usage.description(Stream.concat(Stream.of(summary), Stream.of(usage.description()))
                    .toArray(String[]::new));
            return command;
        }
    }
}
