package ai.scidex.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

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
            if (OVERVIEW.contains(words)) {
                list(command);
            } else {
                wanted().forEach((name, type) -> command.addSubcommand(name, new CommandLine(type, factory)));
            }
        }
        return command;
    }

    /** In the list stands what each command is for, not what its options are. One that is none shows that there are some. */
    private static void list(CommandSpec program) {
        program.addSubcommand("COMMAND", CommandSpec.create());
        program.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Subcommands::list);
    }

    private static String list(Help program) {
        Map<String, Help> commands = new LinkedHashMap<>();
        COMMANDS.forEach((name, type) -> {
            CommandSpec command = CommandSpec.create().name(name);
            command.usageMessage().description(type.getAnnotation(Command.class).description());
            commands.put(name, new Help(command, program.colorScheme()));
        });
        return program.commandList(commands);
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
