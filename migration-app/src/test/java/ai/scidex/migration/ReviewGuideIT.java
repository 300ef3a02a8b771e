package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks through {@code docs/model_artifacts/review_guide.md}: runs its commands and compares what they print. */
class ReviewGuideIT {

    private static final Path GUIDE = Path.of("../docs/model_artifacts/review_guide.md");

    private static final Pattern CONSOLE = Pattern.compile("(?ms)^```console\\n(.*?)^```$");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ .*$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}Z";

    @TempDir
    private Path folder;

    private TestDatabase clone;
    private TestDatabase real;
    private TestDatabase current;
    private int exitCode;

    @BeforeEach
    void backfillBoth() {
        clone = backfilled();
        real = backfilled();
        current = clone;
    }

    @AfterEach
    void drop() {
        clone.close();
        real.close();
    }

    @Test
    void printsWhatTheGuideSays() throws IOException {
        String guide = Files.readString(GUIDE);

        String walked = CONSOLE.matcher(guide).replaceAll(block -> Matcher.quoteReplacement(walk(block.group(1))));

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GUIDE, walked);
        }
        assertThat(walked.replaceAll(TIME, "TIME")).isEqualTo(guide.replaceAll(TIME, "TIME"));
        assertThat(COMMAND.matcher(guide).results()).hasSizeGreaterThan(15);
    }

    /** Returns a block with what its commands print now. */
    private String walk(String block) {
        StringBuilder walked = new StringBuilder("```console\n");
        Matcher command = COMMAND.matcher(block);
        while (command.find()) {
            walked.append(command.group())
                    .append('\n')
                    .append(run(command.group().substring(2)));
        }
        return walked.append("```").toString();
    }

    private String run(String command) {
        if (command.equals("echo $?")) {
            return exitCode + "\n";
        }
        if (command.startsWith("export JDBC_URL=")) {
            current = real;
            return "";
        }
        List<String> words = new ArrayList<>();
        WORD.matcher(command)
                .results()
                .forEach(word -> words.add(word.group(1) == null ? word.group(2) : word.group(1)));
        if (words.get(0).equals("cat")) {
            return text(folder.resolve(words.get(1)));
        }
        assertThat(words.get(0)).isEqualTo("model-catalog");
        int redirection = words.indexOf(">");
        List<String> args = words.subList(1, redirection < 0 ? words.size() : redirection).stream()
                .map(word -> word.endsWith(".json") ? folder.resolve(word).toString() : word)
                .toList();
        Ended ended = Ended.on(
                current, new ByteArrayInputStream("".getBytes(StandardCharsets.UTF_8)), args.toArray(String[]::new));
        exitCode = ended.exitCode();
        if (redirection >= 0) {
            write(folder.resolve(words.get(redirection + 1)), ended.out());
            return ended.err();
        }
        return ended.out() + ended.err();
    }

    private TestDatabase backfilled() {
        TestDatabase database = ScidexDatabase.withSample();
        Ended ended = Ended.on(database, "run", "--yes", "--file=" + folder.resolve("report.md"));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return database;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
