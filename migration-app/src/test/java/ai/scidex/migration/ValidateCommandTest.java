package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.scidex.catalog.TestJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

    private static final String VALID = "src/test/resources/metadata/microglia.json";
    private static final String INVALID = "src/test/resources/metadata/without-framework.json";

    /** A document that fits on a line. */
    private static final String DOCUMENT = """
            {"is_external": false, "model_family": "rule_based", "framework": "none yet", "parameter_count": 3, \
            "training_data": "d1", "evaluation_dataset": "d2", "evaluation_metrics": {"auroc": 0.8}}""";

    private static final String UNDECIDED =
            "is missing; give true for a model that somebody else made, false for one of our own";

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
                3 documents: 2 valid, 1 invalid
                """.formatted(VALID, INVALID), ""));
    }

    @Test
    void namesThemInJsonToo() {
        Ended ended = Ended.command("validate", "--output", "json", VALID, INVALID);

        assertThat(ended).isEqualTo(new Ended(3, """
                [ {
                  "file" : "%s",
                  "valid" : true,
                  "violations" : [ ]
                }, {
                  "file" : "%s",
                  "valid" : false,
                  "violations" : [ {
                    "pointer" : "/framework",
                    "keyword" : "required",
                    "message" : "is missing; give the software that the model runs in, for example scipy, pytorch or scikit-learn"
                  }, {
                    "pointer" : "/parameter_count",
                    "keyword" : "type",
                    "message" : "\\"14\\" is a text; give a whole number, without quotation marks"
                  } ]
                } ]
                """.formatted(VALID, INVALID), ""));
    }

    @Test
    void takesTruncatedJsonForOneViolationOfTheWholeDocument() throws IOException {
        String file = file("model.json", "{\"is_external\": false,");

        Ended ended = Ended.command("validate", "--output", "json", file);

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.json()).isEqualTo(TestJson.parse("""
                [{"file": "%s", "valid": false, "violations": [{"pointer": "", "keyword": "syntax", "message":
                  "the document breaks off at line 1, column 23, before the object that begins at line 1, column 1 is closed; is its end missing?"}]}]
                """.formatted(file)));
    }

    @Test
    void refusesAFileWithoutContent() throws IOException {
        assertRefused("", "the document is empty; metadata is a JSON object");
        assertRefused(" \n\t ", "the document is empty; metadata is a JSON object");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("latin.json"), "{\"ä\": 1}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Ended.command("validate", file.toString()))
                .isEqualTo(new Ended(
                        3,
                        "%s: invalid\n  the document is not UTF-8: byte 3 is 0xE4, at line 1, column 3; save the file as UTF-8\n"
                                .formatted(file),
                        ""));
    }

    @Test
    void refusesAByteOrderMark() throws IOException {
        assertRefused(
                "\uFEFF" + DOCUMENT,
                "the document begins with a byte order mark, at byte 1; save the file as UTF-8 without one");
    }

    @Test
    void refusesADocumentThatIsNoObject() throws IOException {
        assertRefused("[1]", "the document is a list; give a JSON object");
    }

    @Test
    void acceptsWhatIsAsDeepAsADocumentMayBeAndRefusesWhatIsDeeper() throws IOException {
        assertThat(Ended.command("validate", file("deep.json", withMember(nested(999))))
                        .exitCode())
                .isZero();
        String tooDeep = "the document nests more than 1000 levels deep at line 1, column %d; make it flatter"
                .formatted(withMember("").length() + 999);
        assertRefused(withMember(nested(1000)), tooDeep);
        assertRefused(withMember(nested(100_000)), tooDeep);
    }

    @Test
    void acceptsALargeDocument() throws IOException {
        String file = file("large.json", withMember("\"%s\"".formatted("é".repeat(25_000_000))));

        assertThat(Ended.command("validate", file)).isEqualTo(Ended.done(file + ": valid\n"));
    }

    @Test
    void refusesADocumentThatIsTooLarge() throws IOException {
        Path file = folder.resolve("too-large.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(64 * 1024 * 1024 + 1);
        }

        assertThat(Ended.command("validate", file.toString()))
                .isEqualTo(new Ended(
                        3,
                        "%s: invalid\n  the document is larger than 67108864 bytes (64 MiB); keep what is large elsewhere, and name it in the metadata\n"
                                .formatted(file),
                        ""));
    }

    @Test
    void pointsToWhatPostgresqlCannotKeep() throws IOException {
        Ended ended = Ended.command(
                "validate", "--output", "json", file("model.json", withMember("[\"a\\u0000\", {\"\\ud800\": 1}]")));

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.json().path(0).path("violations").findValuesAsText("pointer"))
                .containsExactly("/x/0", "/x/1/\ud800");
    }

    @Test
    void showsAValueWithoutObeyingIt() throws IOException {
        Ended ended = Ended.command("validate", file("model.json", "{\"is_external\": \"\\u001b[31m\u202e\"}"));

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).doesNotContain("\u001b", "\u202e").containsIgnoringCase("\\u001b[31m\\u202e");
    }

    @Test
    void judgesTheOthersWhereAFileCannotBeRead() {
        assertThat(Ended.command("validate", "nowhere.json", INVALID, VALID))
                .isEqualTo(new Ended(
                        1,
                        """
                %s: invalid
                  /framework: is missing; give the software that the model runs in, for example scipy, pytorch or scikit-learn
                  /parameter_count: "14" is a text; give a whole number, without quotation marks
                %s: valid
                3 documents: 1 valid, 1 invalid, 1 cannot be read
                """.formatted(INVALID, VALID),
                        "model-catalog: cannot read nowhere.json: there is no such file\n"));
    }

    @Test
    void namesAFileThatCannotBeReadInJsonToo() {
        Ended ended = Ended.command("validate", "--output", "json", "nowhere.json", VALID);

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("model-catalog: cannot read nowhere.json: there is no such file\n");
        assertThat(ended.json()).isEqualTo(TestJson.parse("""
                [{"file": "nowhere.json", "valid": false, "violations": [
                    {"pointer": "", "keyword": "unreadable", "message": "cannot be read: there is no such file"}]},
                 {"file": "%s", "valid": true, "violations": []}]
                """.formatted(VALID)));
    }

    @Test
    void failsWhereAFileMayNotBeRead() throws IOException {
        Path file = Path.of(file("model.json", DOCUMENT));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
        assumeThat(Files.isReadable(file))
                .as("whoever runs this may read everything")
                .isFalse();

        assertThat(Ended.command("validate", file.toString()))
                .isEqualTo(Ended.failed(1, "cannot read %s: no right to do that".formatted(file)));
    }

    @Test
    void readsNoDeviceAndNoPipe() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.json");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

        String advice = "it is no ordinary file; send what it holds to standard input and name -";
        assertThat(Ended.command("validate", "/dev/zero"))
                .isEqualTo(Ended.failed(1, "cannot read /dev/zero: " + advice));
        assertThat(Ended.command("validate", folder.toString()))
                .isEqualTo(Ended.failed(1, "cannot read %s: %s".formatted(pipe, advice)));
    }

    @Test
    void refusesNoFileAtAll() {
        assertThat(Ended.command("validate"))
                .isEqualTo(Ended.failed(2, "Missing required parameter: 'FILE'; see model-catalog validate --help"));
    }

    @Test
    void readsTheFilesOfAFolderInTheOrderOfTheirNamesAndListsTheInvalidOnes() throws IOException {
        file("b.json", "{}");
        file("a/z.JSON", DOCUMENT);
        file("a/y.json", "[]");
        file("a.jsonl", "{}\n" + DOCUMENT + "\n");
        file("c.ndjson", DOCUMENT);
        file("Notes.txt", "no metadata");
        file(".hidden.json", "{");
        file(".git/x.json", "{");

        assertThat(Ended.command("validate", folder.toString()))
                .isEqualTo(new Ended(3, """
                %1$s/a/y.json: invalid
                  the document is a list; give a JSON object
                %1$s/a.jsonl:1: invalid
                  /is_external: %2$s
                %1$s/b.json: invalid
                  /is_external: %2$s
                6 documents: 3 valid, 3 invalid
                """.formatted(folder, UNDECIDED), ""));
    }

    @Test
    void namesEveryFileOfAFolderInJson() throws IOException {
        file("b.json", DOCUMENT);
        file("a.jsonl", DOCUMENT + "\n\n" + DOCUMENT);

        Ended ended = Ended.command("validate", "--output", "json", folder.toString());

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.json()).isEqualTo(TestJson.parse("""
                [{"file": "%1$s/a.jsonl:1", "valid": true, "violations": []},
                 {"file": "%1$s/a.jsonl:3", "valid": true, "violations": []},
                 {"file": "%1$s/b.json", "valid": true, "violations": []}]
                """.formatted(folder)));
    }

    @Test
    void followsLinksToFilesAndNoLinksToFolders() throws IOException {
        file("models/a.json", "{}");
        Files.createSymbolicLink(folder.resolve("models/circle"), folder);
        Files.createSymbolicLink(folder.resolve("models/folder.json"), folder);
        Files.createSymbolicLink(folder.resolve("models/link.json"), Path.of("a.json"));
        Files.createSymbolicLink(folder.resolve("models/lost.json"), Path.of("nowhere.json"));
        Files.createSymbolicLink(folder.resolve("models/self.json"), Path.of("self.json"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("models"));

        assertThat(Ended.command("validate", link.toString()))
                .isEqualTo(new Ended(1, """
                %1$s/a.json: invalid
                  /is_external: %2$s
                %1$s/link.json: invalid
                  /is_external: %2$s
                4 documents: 0 valid, 2 invalid, 2 cannot be read
                """.formatted(link, UNDECIDED), """
                model-catalog: cannot read %1$s/lost.json: there is no such file
                model-catalog: cannot read %1$s/self.json: Too many levels of symbolic links or unable to access attributes of symbolic link
                """.formatted(link)));
    }

    @Test
    void refusesAFolderWithoutMetadataBeforeItReadsAnything() throws IOException {
        file("notes.txt", "no metadata");
        file("deeper/.hidden.json", DOCUMENT);

        assertThat(Ended.command("validate", "--output", "json", VALID, folder.toString()))
                .isEqualTo(Ended.failed(
                        2,
                        "there is no metadata file in %s: none whose name ends in .json, .jsonl or .ndjson"
                                .formatted(folder)));
    }

    @Test
    void namesTheLineOfEachDocument() throws IOException {
        String file = file("models.jsonl", "{}\r\n\n  \t\n" + DOCUMENT + "\n[1,\n{\"é\": x}");

        assertThat(Ended.command("validate", file)).isEqualTo(new Ended(3, """
                %1$s:1: invalid
                  /is_external: %2$s
                %1$s:5: invalid
                  the document breaks off at line 5, column 4, before the list that begins at line 5, column 1 is closed; is its end missing?
                %1$s:6: invalid
                  the document has x at line 6, column 7, where a value should stand; put texts in double quotes
                4 documents: 1 valid, 3 invalid
                """.formatted(file, UNDECIDED), ""));
    }

    @Test
    void refusesALineThatIsTooLargeAndGoesOnWithTheNext() throws IOException {
        String file = file(
                "models.jsonl", " ".repeat(64 * 1024 * 1024 - 2) + "{}\n[" + " ".repeat(64 * 1024 * 1024) + "]\n[]");

        assertThat(Ended.command("validate", file)).isEqualTo(new Ended(3, """
                %1$s:1: invalid
                  /is_external: %2$s
                %1$s:2: invalid
                  the document is larger than 67108864 bytes (64 MiB); keep what is large elsewhere, and name it in the metadata
                %1$s:3: invalid
                  the document is a list; give a JSON object
                3 documents: 0 valid, 3 invalid
                """.formatted(file, UNDECIDED), ""));
    }

    @Test
    void refusesAFileOfLinesWithoutAny() throws IOException {
        String file = file("models.jsonl", "\n \n");

        assertThat(Ended.command("validate", file))
                .isEqualTo(new Ended(
                        3, "%s: invalid\n  the file holds no document; write one a line\n".formatted(file), ""));
    }

    @Test
    void readsOneDocumentFromStandardInput() {
        assertThat(Ended.reading(in(DOCUMENT + "\n\n"), "validate", "-")).isEqualTo(Ended.done("-: valid\n"));
        assertThat(Ended.reading(in("{\n\"a\": {}\n}\n"), "validate", "-"))
                .isEqualTo(new Ended(3, "-: invalid\n  /is_external: %s\n".formatted(UNDECIDED), ""));
        assertThat(Ended.reading(in("\n{}}\n{}"), "validate", "-"))
                .isEqualTo(new Ended(
                        3,
                        "-: invalid\n  the document ends before line 2, column 3, where something else begins; keep one document a file, or one a line of JSON Lines\n",
                        ""));
        assertThat(Ended.reading(in(""), "validate", "-"))
                .isEqualTo(new Ended(3, "-: invalid\n  the document is empty; metadata is a JSON object\n", ""));
    }

    @Test
    void readsJsonLinesFromStandardInputWhereTheFirstLineIsWhole() {
        String lines = "\n  {\"a\": \"}\\\"\", \"a\": [{}]}  \r\n\n" + DOCUMENT + "\n";

        assertThat(Ended.reading(in(lines), "validate", "-")).isEqualTo(new Ended(3, """
                -:2: invalid
                  the document names "a" twice in one object, at line 2, column 4 and at line 2, column 16; keep one of the two
                2 documents: 1 valid, 1 invalid
                """, ""));
    }

    @Test
    void readsEachLineOnItsOwnWhereSomebodySaysSo() throws IOException {
        String lines = "{\n%s\n".formatted(DOCUMENT);

        assertThat(Ended.reading(in(lines), "validate", "--lines", "-"))
                .isEqualTo(new Ended(
                        3,
                        "-:1: invalid\n  the document breaks off at line 1, column 2, before the object that begins at line 1, column 1 is closed; is its end missing?\n2 documents: 1 valid, 1 invalid\n",
                        ""));
        String file = file("models.json", DOCUMENT + "\n" + DOCUMENT);
        assertThat(Ended.command("validate", "--lines", file))
                .isEqualTo(Ended.done("2 documents: 2 valid, 0 invalid\n"));
    }

    @Test
    void readsStandardInputOnce() {
        assertThat(Ended.reading(in(DOCUMENT), "validate", "-", "-"))
                .isEqualTo(Ended.failed(2, "standard input can be read only once; name - only once"));
    }

    @Test
    void failsWhereStandardInputFails() {
        InputStream failing = new InputStream() {

            @Override
            public int read() throws IOException {
                throw new IOException("Input/output error");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThat(Ended.reading(failing, "validate", "-", VALID))
                .isEqualTo(new Ended(
                        1,
                        VALID + ": valid\n2 documents: 1 valid, 0 invalid, 1 cannot be read\n",
                        "model-catalog: cannot read -: Input/output error\n"));
    }

    @Test
    void answersEachLineBeforeItReadsTheNextButOne() {
        StringWriter out = new StringWriter();
        List<Long> waiting = new ArrayList<>();
        Lines in = new Lines(1_000, lines -> waiting.add(lines - answers(out)));

        int exitCode = MigrationApp.commandLine(Map.of(), in)
                .setOut(new PrintWriter(out))
                .execute("validate", "--output", "json", "-");

        assertThat(exitCode).isEqualTo(3);
        assertThat(TestJson.parse(out.toString())).hasSize(1_000);
        assertThat(waiting).hasSize(1_001).allMatch(lines -> lines <= 2);
    }

    @Test
    void stopsReadingWhereNobodyReadsTheAnswers() {
        List<Long> read = new ArrayList<>();
        Lines in = new Lines(10_000, read::add);
        StringWriter err = new StringWriter();

        int exitCode = MigrationApp.commandLine(Map.of(), in)
                .setOut(new PrintWriter(new ClosedPipe(), false, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err))
                .execute("validate", "-");

        assertThat(exitCode).isEqualTo(3);
        assertThat(err).hasToString("");
        assertThat(read).containsExactly(0L, 1L);
    }

    private static long answers(StringWriter json) {
        return Pattern.compile("\"file\"").matcher(json.toString()).results().count();
    }

    /** A stream of lines, each an empty object, that gives one line at a time and says how many it gave. */
    private static final class Lines extends InputStream {

        private final long all;
        private final Consumer<Long> beforeEach;

        private long given;

        Lines(long all, Consumer<Long> beforeEach) {
            this.all = all;
            this.beforeEach = beforeEach;
        }

        @Override
        public int read() {
            throw new AssertionError("a byte alone is asked for");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            beforeEach.accept(given);
            if (given == all) {
                return -1;
            }
            given++;
            byte[] line = {'{', '}', '\n'};
            System.arraycopy(line, 0, buffer, offset, line.length);
            return line.length;
        }
    }

    private static final class ClosedPipe extends OutputStream {

        @Override
        public void write(int single) throws IOException {
            throw new IOException("Broken pipe");
        }
    }

    private String file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    private static String withMember(String value) {
        return DOCUMENT.substring(0, DOCUMENT.length() - 1) + ", \"x\": " + value + "}";
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(String content, String message) throws IOException {
        String file = file("model.json", content);

        assertThat(Ended.command("validate", file))
                .isEqualTo(new Ended(3, "%s: invalid\n  %s\n".formatted(file, message), ""));
    }
}
