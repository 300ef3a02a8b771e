package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What the first word on the command line says about the commands that need be described. */
class SubcommandsTest {

    private static final Set<String> ALL = program().getSubcommands().keySet();

    @ParameterizedTest
    @MethodSource("names")
    void describesACommandAloneAsAmongAll(String name) {
        CommandLine alone = program(name, "--help");

        assertThat(alone.getSubcommands()).containsOnlyKeys(name);
        assertThat(alone.getSubcommands().get(name).getUsageMessage(Ansi.OFF))
                .isEqualTo(program().getSubcommands().get(name).getUsageMessage(Ansi.OFF));
    }

    static Set<String> names() {
        return ALL.stream().filter(name -> !name.equals("completion")).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--verbose", "repart", "completion"})
    void describesAllWhereNoneIsNamed(String first) {
        assertThat(program(first).getSubcommands().keySet()).isEqualTo(ALL).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void saysTheSameInTheOverviewWithoutTheCommandsThemselves(String word) {
        CommandLine overview = program(word);

        assertThat(overview.getUsageMessage(Ansi.OFF)).isEqualTo(program().getUsageMessage(Ansi.OFF));
        assertThat(overview.getSubcommands()).hasSize(1);
    }

    @Test
    void describesNoneForTheVersion() {
        assertThat(program("--version").getSubcommands()).isEmpty();
        assertThat(program("-V").getSubcommands()).isEmpty();
        assertThat(program("-V", "plan").getSubcommands().keySet()).isEqualTo(ALL);
    }

    @Test
    void callsEachCommandAsItCallsItself() {
        program()
                .getSubcommands()
                .forEach((name, command) -> assertThat(command.getCommandName()).isEqualTo(name));
    }

    @Test
    void saysTheSameToWhoWritesManualPages() {
        CommandLine pages = new CommandLine(ManualPages.class);

        assertThat(pages.getUsageMessage(Ansi.OFF)).isEqualTo(program().getUsageMessage(Ansi.OFF));
        assertThat(pages.getSubcommands().keySet()).isEqualTo(ALL);
    }

    private static CommandLine program(String... words) {
        return MigrationApp.commandLine(new CommandFactory(), List.of(words));
    }
}
