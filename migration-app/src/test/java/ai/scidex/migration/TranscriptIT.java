package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Each file in {@code src/test/resources/transcripts} is what somebody sees who types these lines into a shell: a line
 * after {@code $} is run by a real shell, in a folder of its own, with the command in a process of its own; a line after
 * {@code >} is typed at the command's terminal. Result and messages stand as they came. {@code -Dgolden.update=true} writes
 * down what is seen now: read what changed.
 */
class TranscriptIT {

    private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");

    private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ .*?\\bmodel-catalog ((?:review |links )?[a-z]+)");

    @TempDir
    private Path folder;

    static Stream<String> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void showsWhatIsWrittenDown(String name) throws IOException {
        Path file = TRANSCRIPTS.resolve(name);
        String transcript = Files.readString(file);

        String seen;
        try (ShellSession session = ShellSession.in(folder)) {
            seen = session.replay(transcript);
        }

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, seen);
        }
        assertThat(seen).isEqualTo(transcript);
    }

    @Test
    void thereIsOneOfEachCommand() throws IOException {
        Set<String> typed = new TreeSet<>();
        for (String name : transcripts().toList()) {
            COMMAND.matcher(Files.readString(TRANSCRIPTS.resolve(name)))
                    .results()
                    .forEach(command -> typed.add(command.group(1)));
        }

        assertThat(typed)
                .containsExactlyInAnyOrderElementsOf(
                        names(MigrationApp.commandLine(Map.of(), InputStream.nullInputStream()), ""));
    }

    /** Returns the names of the commands that have no commands of their own. */
    private static Set<String> names(CommandLine command, String before) {
        Set<String> names = new TreeSet<>();
        command.getSubcommands().forEach((name, one) -> {
            if (one.getSubcommands().isEmpty()) {
                names.add(before + name);
            } else {
                names.addAll(names(one, before + name + " "));
            }
        });
        return names;
    }
}
