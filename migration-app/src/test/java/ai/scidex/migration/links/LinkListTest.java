package ai.scidex.migration.links;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CodeLink;
import ai.scidex.migration.links.LinkEntry.Filled;
import ai.scidex.migration.links.LinkEntry.Partial;
import ai.scidex.migration.links.LinkEntry.Refused;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkListTest {

    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    private static final String WHOLE = """
            {"artifactId": "model-%%d", "codeRepoUrl": "https://h/r", "codeCommitSha": "%s", "codeEntrypoint": "train.py"}
            """.formatted(SHA).strip();

    private static final CodeLink LINK = new CodeLink("https://h/r", SHA, "train.py");

    @Test
    void readsALineAnEntryAndPassesOverBlankLines() throws IOException {
        assertThat(read("\n" + WHOLE.formatted(1) + "\n  \r\n" + WHOLE.formatted(2)))
                .containsExactly(filled(2, 1), filled(4, 2));
    }

    @Test
    void readsAnArrayWhereverItsLinesBreak() throws IOException {
        String spread = WHOLE.formatted(2).replace(", ", ",\n");

        assertThat(read(" [\n" + WHOLE.formatted(1) + ",\n" + spread + "  , " + WHOLE.formatted(3) + "]\n"))
                .containsExactly(filled(2, 1), filled(3, 2), filled(6, 3));
    }

    @Test
    void readsAnEmptyListAsNothing() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read(" \n")).isEmpty();
        assertThat(read("[ ]\n")).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithALineAndReadsTheOthers() throws IOException {
        assertThat(read("{\"artifactId\": \n" + WHOLE.formatted(2) + "\n17\n"))
                .containsExactly(
                        new Refused(
                                1,
                                null,
                                "the document breaks off at line 1, column 16, before the object that begins at line 1, column 1 is closed; is its end missing?"),
                        filled(2, 2),
                        new Refused(
                                3,
                                null,
                                "an entry must be an object with artifactId, codeRepoUrl, codeCommitSha and codeEntrypoint"));
    }

    @Test
    void saysWhatIsWrongWithinAnArrayAndReadsTheOthers() throws IOException {
        assertThat(read("[{\"artifactId\" 1},\n" + WHOLE.formatted(2) + "]").get(1))
                .isEqualTo(filled(2, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]            | an entry must be an object
            [{},]          | an entry must be an object
            [{} {}]        | a comma or ] must follow the entry before
            [{}            | the array breaks off
            [{},           | the array breaks off
            [              | the array breaks off
            [{"a": "]}     | the array breaks off
            [{}] {}        | something follows the array
            """)
    void endsWhereAnArrayIsBroken(String text, String reason) throws IOException {
        List<LinkEntry> entries = read(text + "\n\n" + WHOLE.formatted(1));

        assertThat(entries.get(entries.size() - 1))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).endsWith("; nothing after it was read"));
        assertThat(reasons(read(text))).contains(reason + "; nothing after it was read");
    }

    @Test
    void refusesAnEntryThatIsTooLargeWithoutHoldingIt() throws IOException {
        String large = "{\"artifactId\": \"" + "x".repeat(LinkList.MAX_BYTES) + "\"}";

        assertThat(read(large + "\n" + WHOLE.formatted(2)))
                .containsExactly(new Refused(1, null, "the entry is larger than 1048576 bytes"), filled(2, 2));
        assertThat(read("[" + large + "]"))
                .containsExactly(
                        new Refused(1, null, "the entry is larger than 1048576 bytes; nothing after it was read"));
    }

    @Test
    void refusesAnotherEncoding() throws IOException {
        assertThat(read("\uFEFF" + WHOLE.formatted(1)))
                .containsExactly(new Refused(
                        1,
                        null,
                        "the list is not UTF-8 without a byte order mark; save it so; nothing after it was read"));
    }

    @Test
    void leavesWhatNobodyFilledInToBeJudgedByTheDatabase() throws IOException {
        assertThat(read("""
                {"artifactId": "model-1", "title": "T", "isExternal": false, "missing": [], "pinStrength": "none", "said": {}, "codeRepoUrl": "https://h/r", "codeCommitSha": null}
                """))
                .containsExactly(new Partial(
                        1,
                        new ArtifactId("model-1"),
                        new LinkColumns("https://h/r", null, null),
                        List.of("codeCommitSha", "codeEntrypoint")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                       | artifactId must be a text, the id of a model
            {"artifactId": 1}                        | artifactId must be a text, the id of a model
            {"artifactId": " "}                      | artifactId cannot be an id
            {"artifactId": "a", "codeRepo": "x"}     | 'codeRepo' is not known; a link has artifactId, codeRepoUrl, codeCommitSha and codeEntrypoint
            {"artifactId": "a", "codeCommitSha": 7}  | codeCommitSha must be a text
            {"artifactId": "a", "codeRepoUrl": "https://h/r", "codeCommitSha": "main", "codeEntrypoint": "t.py"} | code_commit_sha 'main' is no whole commit id; give its 40 or 64 hexadecimal digits
            {"artifactId": "a", "codeRepoUrl": "https://ada:secret@h/r", "codeCommitSha": "0123456789abcdef0123456789abcdef01234567", "codeEntrypoint": "t.py"} | code_repo_url '…@h/r' is no absolute http(s) or ssh URL without credentials
            {"artifactId": "a", "codeRepoUrl": "https://h/r", "codeCommitSha": "0123456789abcdef0123456789abcdef01234567", "codeEntrypoint": "../t.py"} | code_entrypoint '../t.py' is no relative path that stays inside the repository
            """)
    void saysWhyAnEntryIsRefused(String entry, String reason) throws IOException {
        assertThat(reasons(read(entry))).containsExactly(reason);
    }

    @Property(tries = 200)
    void readsTheSameFromAnArrayAsFromLines(@ForAll @Size(max = 5) List<@StringLength(min = 1, max = 20) String> ids)
            throws IOException {
        List<String> entries = ids.stream()
                .map(id -> "{\"artifactId\": %s}".formatted(TextNode.valueOf(id)))
                .toList();

        assertThat(withoutLines(read("[" + String.join(",\n", entries) + "]")))
                .isEqualTo(withoutLines(read(String.join("\n", entries))))
                .hasSize(ids.size());
    }

    private static List<String> withoutLines(List<LinkEntry> entries) {
        return entries.stream()
                .map(entry -> entry.toString().replaceFirst("line=\\d+", "").replaceAll("line \\d+", ""))
                .toList();
    }

    private static List<String> reasons(List<LinkEntry> entries) {
        return entries.stream()
                .filter(Refused.class::isInstance)
                .map(entry -> ((Refused) entry).reason())
                .toList();
    }

    private static Filled filled(long line, int model) {
        return new Filled(line, new ArtifactId("model-" + model), LINK);
    }

    private static List<LinkEntry> read(String text) throws IOException {
        LinkList list = new LinkList(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<LinkEntry> entries = new ArrayList<>();
        for (LinkEntry entry = list.next(); entry != null; entry = list.next()) {
            entries.add(entry);
        }
        return entries;
    }
}
