package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

    private static final String VALID = "src/test/resources/metadata/microglia.json";
    private static final String INVALID = "src/test/resources/metadata/without-framework.json";

    @TempDir
    private Path folder;

    @Test
    void acceptsAValidFile() {
        assertThat(Ended.command("validate", VALID)).isEqualTo(Ended.done(VALID + ": valid\n"));
    }

    @Test
    void namesEveryFileAndEveryViolation() {
        assertThat(Ended.command("validate", VALID, INVALID, VALID))
                .isEqualTo(new Ended(3, """
                %1$s: valid
                %2$s: invalid
                  /framework: is missing; give the software that the model runs in, for example scipy, pytorch or scikit-learn
                  /parameter_count: "14" is a text; give a whole number, without quotation marks
                %1$s: valid
                """.formatted(VALID, INVALID), ""));
    }

    @Test
    void namesThemInJsonToo() {
        Ended ended = Ended.command("validate", "--output", "json", VALID, INVALID);

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.json()).isEqualTo(TestJson.parse("""
                [{"file": "%s", "valid": true, "violations": []},
                 {"file": "%s", "valid": false, "violations": [
                    {"pointer": "/framework", "keyword": "required",
                     "message": "is missing; give the software that the model runs in, for example scipy, pytorch or scikit-learn"},
                    {"pointer": "/parameter_count", "keyword": "type", "message": "\\"14\\" is a text; give a whole number, without quotation marks"}]}]
                """.formatted(VALID, INVALID)));
    }

    @Test
    void takesTruncatedJsonForOneViolationOfTheWholeDocument() throws IOException {
        String file = file("{\"is_external\": false,");

        Ended ended = Ended.command("validate", "--output", "json", file);

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.json()).hasSize(1);
        assertThat(ended.json().at("/0/valid").asBoolean()).isFalse();
        assertThat(ended.json().at("/0/violations")).hasSize(1);
        assertThat(ended.json().at("/0/violations/0/pointer").asText()).isEmpty();
        assertThat(ended.json().at("/0/violations/0/message").asText())
                .startsWith("the document is no JSON that can be read: Unexpected end-of-input");
    }

    @Test
    void refusesAFileWithoutContent() throws IOException {
        assertRefused(file(""), "the document is no JSON that can be read: the document is empty");
    }

    @Test
    void refusesAKeyThatIsThereTwice() throws IOException {
        assertRefused(
                file("{\"a\": 1, \"a\": 2}"),
                "the document is no JSON that can be read: Duplicate field 'a' in one object, at line 1, column 15");
    }

    @Test
    void refusesWhatIsTooDeep() throws IOException {
        assertRefused(
                file("{\"is_external\": false, \"x\": %s}".formatted("[".repeat(100_000) + "]".repeat(100_000))),
                "the document is no JSON that can be read: Document nesting depth (1001) exceeds the maximum allowed (1000)");
    }

    @Test
    void refusesANumberThatIsTooLong() throws IOException {
        assertRefused(
                file("{\"is_external\": false, \"x\": %s}".formatted("9".repeat(200_000))),
                "the document is no JSON that can be read: Number value length (200000) exceeds the maximum allowed (147500)");
    }

    @Test
    void refusesANumberThatIsTooLarge() throws IOException {
        assertRefused(
                file("{\"is_external\": false, \"x\": 1e999999999}"),
                "the document is no JSON that can be read: a number has 1000000000 digits before and 0 after the point,"
                        + " more than the 131072 and 16383 that can be stored");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("latin.json"), "{\"ä\": 1}".getBytes(StandardCharsets.ISO_8859_1));

        assertRefused(file.toString(), "the document is not UTF-8; save the file as UTF-8");
    }

    @Test
    void refusesAByteOrderMark() throws IOException {
        assertRefused(
                file("\uFEFF{\"is_external\": false}"),
                "the document begins with a byte order mark; save the file as UTF-8 without one");
    }

    @Test
    void refusesADocumentThatIsNoObject() throws IOException {
        assertRefused(file("[1]"), "the document is a list; give a JSON object");
    }

    @Test
    void showsAValueWithoutObeyingIt() throws IOException {
        Ended ended = Ended.command("validate", file("{\"is_external\": \"\\u001b[31m\u202e\"}"));

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).doesNotContain("\u001b", "\u202e").containsIgnoringCase("\\u001b[31m\\u202e");
    }

    @Test
    void failsWhereAFileIsMissing() {
        assertThat(Ended.command("validate", VALID, "nowhere.json"))
                .isEqualTo(Ended.failed(1, "cannot read nowhere.json: there is no such file"));
    }

    @Test
    void failsWhereAFileIsAFolder() {
        assertThat(Ended.command("validate", folder.toString()))
                .isEqualTo(Ended.failed(1, "cannot read %s: Is a directory".formatted(folder)));
    }

    @Test
    void refusesNoFileAtAll() {
        assertThat(Ended.command("validate"))
                .isEqualTo(Ended.failed(2, "Missing required parameter: 'FILE'; see model-catalog validate --help"));
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("model.json"), content).toString();
    }

    private static void assertRefused(String file, String message) {
        assertThat(Ended.command("validate", file))
                .isEqualTo(new Ended(3, "%s: invalid\n  %s\n".formatted(file, message), ""));
    }
}
