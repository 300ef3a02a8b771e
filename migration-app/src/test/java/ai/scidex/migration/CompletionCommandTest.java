package ai.scidex.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real bash offers once it has read the script. */
class CompletionCommandTest {

    /**
     * Calls what the shell calls when somebody presses the tab key behind the last word. {@code compopt} works only while
     * somebody does.
     */
    private static final String PRESS_TAB = """
            source "$0"
            compopt() { :; }
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            $(complete -p model-catalog | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeTheScript() throws IOException {
        Ended ended = Ended.command("completion");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        Files.writeString(folder.resolve("script"), ended.out());
    }

    @Test
    void offersTheCommandsThatBeginSo() throws IOException {
        assertThat(offered("model-catalog", "re"))
                .containsExactlyInAnyOrder("register", "reject", "report", "revert", "review");
    }

    @Test
    void offersTheCommandsOfACommand() throws IOException {
        assertThat(offered("model-catalog", "review", "res")).containsExactly("resolve");
    }

    @Test
    void offersTheOptionsThatBeginSo() throws IOException {
        assertThat(offered("model-catalog", "backfill", "--work")).containsExactly("--workers");
    }

    @Test
    void offersTheValuesOfAnOption() throws IOException {
        assertThat(offered("model-catalog", "status", "--output", "")).containsExactlyInAnyOrder("text", "json");
    }

    private static List<String> offered(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "--norc", "-c", PRESS_TAB));
        command.add(folder.resolve("script").toString());
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        bash.getOutputStream().close();
        return new String(bash.getInputStream().readAllBytes(), UTF_8).lines().toList();
    }
}
