package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/troubleshooting.md} explains every message that the program can print, and no other.
 *
 * <p>The messages are found in the sources: those of Java by {@link SourceMessages}, which says what it leaves out and why;
 * what the launchers say; what our triggers raise, with the hint; the names of our checks and foreign keys, as PostgreSQL
 * prints them; the criteria of {@code verify}. What varies in a message is {@code …}, here and in the document.
 *
 * <p>What cannot be found so, and is explained without a check: what picocli, PostgreSQL and its driver say by themselves; what
 * a message's {@code …} stands for where another method returns it, such as "a text" in "give a text".
 */
class TroubleshootingTest {

    private static final Path PROJECT = Path.of("..");
    private static final Path SCRIPTS = PROJECT.resolve("catalog-core/src/main/resources/db/model-catalog");

    private static final Pattern ENTRY = Pattern.compile("(?m)^(?:- |  )(`+) ?(.+?) ?\\1\\\\?$");
    private static final Pattern EXPLANATION = Pattern.compile("(?s)^\\s+Cause:\\s+\\S.+\\sCure:\\s+\\S.*");

    private static final Pattern LAUNCHER = Pattern.compile("\\b(?:say|fail) \"([^\"@]+)\"");
    private static final Pattern SHELL_VARIABLE = Pattern.compile("\\$\\w+(?:/[a-z/]+)?");
    private static final Pattern RAISED = Pattern.compile(
            "RAISE EXCEPTION\\s+'((?:[^']|'')+)'(?:[^;]|'[^']*')*?(?:HINT\\s*=\\s*'((?:[^']|'')+)'[^;]*)?;");
    private static final Pattern CHECK = Pattern.compile("CONSTRAINT (\\w+)\\s+CHECK");
    private static final Pattern FOREIGN_KEY = Pattern.compile("CONSTRAINT (\\w+_fkey)\\s+REFERENCES");
    private static final Pattern CRITERION =
            Pattern.compile("(?:counted|[cC]riterion)\\((?:connection, )?\\s*\"([a-z-]+)\"");

    /** Each message, and the file that says it. */
    private static SortedMap<String, String> said;

    private static String document;

    @BeforeAll
    static void read() throws IOException {
        document = Files.readString(PROJECT.resolve("docs/troubleshooting.md"));
        said = new TreeMap<>(SourceMessages.below(List.of(
                PROJECT.resolve("schema-model/src/main/java"),
                PROJECT.resolve("catalog-core/src/main/java"),
                PROJECT.resolve("migration-app/src/main/java"))));
        said.putAll(launchers());
        said.putAll(raised());
        said.putAll(constraints());
        said.putAll(criteria());
    }

    @Test
    void explainsEachMessage() {
        SortedMap<String, String> missing = new TreeMap<>(said);
        missing.keySet().removeAll(entries());

        assertThat(missing).isEmpty();
    }

    @Test
    void explainsNoMessageThatNobodyPrints() {
        SortedSet<String> stale = entries();
        stale.removeAll(said.keySet());

        assertThat(stale).isEmpty();
    }

    @Test
    void tellsCauseAndCureOfEach() {
        List<String> explanations = new ArrayList<>();
        List<MatchResult> entries = ENTRY.matcher(document).results().toList();
        for (int i = 0; i < entries.size(); i++) {
            boolean sharesTheNext = i + 1 < entries.size()
                    && entries.get(i + 1).start() == entries.get(i).end() + 1
                    && entries.get(i + 1).group().startsWith("  ");
            if (!sharesTheNext) {
                explanations.add(document.substring(entries.get(i).end()).replaceFirst("(?sm)^(- `|#).*", ""));
            }
        }

        assertThat(explanations)
                .hasSizeGreaterThan(100)
                .allMatch(text -> EXPLANATION.matcher(text).matches());
    }

    /** Each form of message, so that none is overlooked by a search that finds nothing any more. */
    @Test
    void findsMessagesOfEachForm() {
        assertThat(said)
                .containsKeys(
                        "there is no manifest …; name an existing file",
                        "the server is PostgreSQL …; use PostgreSQL … or newer",
                        "it was moved in the evaluation gate",
                        "has a comment at …; JSON has no comments, remove it",
                        "… is a moving ref; give a commit, tag or version",
                        "… is version …: install a JDK, 17 or newer, or set JAVA_HOME",
                        "model version … cannot move from … to …",
                        "model version … is promoted and cannot be deleted; Say why in the same transaction: SET LOCAL"
                                + " model_catalog.delete_promoted = 'why'",
                        "violates check constraint \"model_versions_code_commit_sha_check\"",
                        "violates foreign key constraint \"model_versions_base_model_id_fkey\"",
                        "no-metadata-lost")
                .hasSizeGreaterThan(400);
    }

    private static SortedSet<String> entries() {
        SortedSet<String> entries = new TreeSet<>();
        ENTRY.matcher(document).results().forEach(entry -> entries.add(entry.group(2)));
        return entries;
    }

    private static Map<String, String> launchers() {
        SortedMap<String, String> messages = new TreeMap<>();
        for (String name :
                List.of("model-catalog", "distribution/src/bin/model-catalog", "distribution/src/lib/launch.sh")) {
            LAUNCHER.matcher(text(PROJECT.resolve(name)))
                    .results()
                    .forEach(message -> messages.put(
                            SHELL_VARIABLE.matcher(message.group(1)).replaceAll(SourceMessages.VARYING), name));
        }
        return messages;
    }

    private static Map<String, String> raised() {
        SortedMap<String, String> messages = new TreeMap<>();
        for (Path script : files(SCRIPTS)) {
            RAISED.matcher(text(script)).results().forEach(raised -> {
                String hint = raised.group(2) == null ? "" : "; " + raised.group(2);
                messages.put(
                        (raised.group(1).replace("%", SourceMessages.VARYING) + hint)
                                .replace("''", "'")
                                .replaceFirst("[.]$", ""),
                        script.toString());
            });
        }
        return messages;
    }

    private static Map<String, String> constraints() {
        SortedMap<String, String> messages = new TreeMap<>();
        for (Path script : files(SCRIPTS)) {
            find(CHECK, script)
                    .forEach(name ->
                            messages.put("violates check constraint \"%s\"".formatted(name), script.toString()));
            find(FOREIGN_KEY, script)
                    .forEach(name ->
                            messages.put("violates foreign key constraint \"%s\"".formatted(name), script.toString()));
        }
        return messages;
    }

    private static Map<String, String> criteria() {
        SortedMap<String, String> messages = new TreeMap<>();
        for (Path source : files(PROJECT.resolve("migration-app/src/main/java/ai/scidex/migration/verify"))) {
            find(CRITERION, source).forEach(name -> messages.put(name, source.toString()));
        }
        return messages;
    }

    private static List<String> find(Pattern pattern, Path file) {
        return pattern.matcher(text(file))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
