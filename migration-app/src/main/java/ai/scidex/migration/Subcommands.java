package ai.scidex.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Adds the commands, in the order in which they are listed.
 *
 * <p>To describe them all takes longer than most commands take: where the first word names one, it is the only one, and
 * where the list of them is wanted, it is all there is of them.
 */
final class Subcommands implements IModelTransformer {

    private static final Map<String, Class<?>> COMMANDS = commands();

    private static final Set<String> OF_ALL = Set.of("completion");

    private static final List<List<String>> OF_NONE = List.of(List.of("--version"), List.of("-V"));

    private static final List<List<String>> OVERVIEW = List.of(List.of("--help"), List.of("-h"));

    private final IFactory factory;
    private final List<String> words;

    /**
     * @param factory makes the commands
     * @param words what stands on the command line; nothing: every command is wanted
     */
    Subcommands(IFactory factory, List<String> words) {
        this.factory = factory;
        this.words = words;
    }

    @Override
    public CommandSpec transform(CommandSpec command) {
        // The commands inherit what the program has, and so this too.
        if (command.userObject() instanceof MigrationApp) {
            wanted().forEach((name, type) -> command.addSubcommand(name, described(type)));
        }
        return command;
    }

    /** In a list of the commands stands what each is for, not what its options are. */
    private CommandLine described(Class<?> command) {
        if (!OVERVIEW.contains(words)) {
            return new CommandLine(command, factory);
        }
        CommandSpec overview = CommandSpec.create();
        overview.usageMessage()
                .description(command.getAnnotation(CommandLine.Command.class).description());
        return new CommandLine(overview, factory);
    }

    private Map<String, Class<?>> wanted() {
        if (OF_NONE.contains(words)) {
            return Map.of();
        }
        String first = words.isEmpty() ? "" : words.get(0);
        Class<?> command = COMMANDS.get(first);
        return command == null || OF_ALL.contains(first) ? COMMANDS : Map.of(first, command);
    }

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand.class);
        commands.put("migrate", MigrateCommand.class);
        commands.put("plan", PlanCommand.class);
        commands.put("backfill", BackfillCommand.class);
        commands.put("verify", VerifyCommand.class);
        commands.put("report", ReportCommand.class);
        commands.put("revert", RevertCommand.class);
        commands.put("review", ReviewCommand.class);
        commands.put("status", StatusCommand.class);
        commands.put("register", RegisterCommand.class);
        commands.put("show", ShowCommand.class);
        commands.put("list", ListCommand.class);
        commands.put("promote", PromoteCommand.class);
        commands.put("reject", RejectCommand.class);
        commands.put("rollback", RollbackCommand.class);
        commands.put("history", HistoryCommand.class);
        commands.put("links", LinksCommand.class);
        commands.put("validate", ValidateCommand.class);
        commands.put("schema", SchemaCommand.class);
        commands.put("completion", CompletionCommand.class);
        return commands;
    }
}
