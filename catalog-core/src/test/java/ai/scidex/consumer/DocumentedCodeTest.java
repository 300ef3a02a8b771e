package ai.scidex.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The code that the documents show is code that is compiled and run: what stands between {@code // snippet: name} and
 * {@code // end} in the programs of this package. With {@code -Dgolden.update=true} it is copied into the documents.
 */
class DocumentedCodeTest {

    private static final Path DOCUMENTS = Path.of("..");

    private static final Path PROGRAMS = Path.of("src/test/java/ai/scidex/consumer");

    private static final Path CONFIGURATION = Path.of("src/test/resources/consumer.properties");

    /** Code in a document, below the comment that says where it is from. */
    private static final Pattern SHOWN =
            Pattern.compile("<!-- snippet: (?<name>\\S+) -->\\n```(?<language>\\w+)\\n(?:(?!```).*\\n)*+```\\n");

    private static final Pattern SNIPPET = Pattern.compile(
            "^ *// snippet: (?<name>\\w+)\\n(?<code>.*?)\\n *// end$", Pattern.DOTALL | Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/using-the-library.md", "docs/typed-metadata.md"})
    void showsNothingButCodeThatRuns(String name) throws IOException {
        Path file = DOCUMENTS.resolve(name);
        String document = Files.readString(file);
        String expected = withSnippets(document, snippets());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, expected);
        }

        assertThat(Files.readString(file)).isEqualTo(expected);
        assertThat(count(document, Pattern.compile("^ *```java", Pattern.MULTILINE)))
                .isPositive()
                .isEqualTo(count(document, Pattern.compile("^<!-- snippet: .* -->\\n```java", Pattern.MULTILINE)));
    }

    @Test
    void everySnippetIsShownSomewhere() throws IOException {
        TreeSet<String> shown = new TreeSet<>();
        for (String name : List.of("README.md", "docs/using-the-library.md", "docs/typed-metadata.md")) {
            Matcher code = SHOWN.matcher(Files.readString(DOCUMENTS.resolve(name)));
            while (code.find()) {
                shown.add(code.group("name"));
            }
        }

        assertThat(shown).isEqualTo(snippets().keySet());
    }

    /** Returns the document with the code as it is now in the place of that which it shows. */
    private static String withSnippets(String document, Map<String, String> snippets) {
        StringBuilder current = new StringBuilder();
        Matcher code = SHOWN.matcher(document);
        while (code.find()) {
            String name = code.group("name");
            assertThat(snippets).containsKey(name);
            String shown =
                    "<!-- snippet: %s -->\n```%s\n%s```\n".formatted(name, code.group("language"), snippets.get(name));
            code.appendReplacement(current, Matcher.quoteReplacement(shown));
        }
        return code.appendTail(current).toString();
    }

    /** Returns all there are, by program and name, for example {@code CodeLinkageIT.link}. */
    private static Map<String, String> snippets() throws IOException {
        Map<String, String> snippets = new TreeMap<>();
        snippets.put("consumer.properties", Files.readString(CONFIGURATION));
        try (Stream<Path> programs = Files.list(PROGRAMS)) {
            for (Path program : programs.toList()) {
                String type = program.getFileName().toString().replace(".java", "");
                Matcher snippet = SNIPPET.matcher(Files.readString(program));
                while (snippet.find()) {
                    String former = snippets.put(
                            type + "." + snippet.group("name"),
                            snippet.group("code").stripIndent() + "\n");
                    assertThat(former)
                            .as("two snippets %s", snippet.group("name"))
                            .isNull();
                }
            }
        }
        return snippets;
    }

    private static long count(String document, Pattern pattern) {
        return pattern.matcher(document).results().count();
    }
}
