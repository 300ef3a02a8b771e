package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestJson;
import ai.scidex.catalog.validation.MetadataSchema;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SchemaCommandTest {

    private static final MetadataSchema BROKEN = new MetadataSchema(
            "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"oneOf\": [{}]}", "v9", "0f");

    @Test
    void printsTheSchemaByteForByte() throws IOException {
        String schema = Files.readString(Path.of("../schemas/model_artifact_metadata.json"));

        assertThat(Ended.command("schema")).isEqualTo(Ended.done(schema));
        assertThat(Ended.command("schema", "--output", "json")).isEqualTo(Ended.done(schema));
    }

    @Test
    void saysOfEachCheckThatItHolds() {
        MetadataSchema schema = MetadataSchema.published();

        Ended ended = Ended.command("schema", "--check");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().replaceAll("[0-9]+ (patterns|references|examples|required)", "N $1"))
                .isEqualTo("""
                schema    %s, SHA-256 %s
                check     7 of 7 checks hold
                  ok    is-json                          reads as JSON
                  ok    is-draft-07                      judged by the metaschema
                  ok    references-resolve               N references
                  ok    patterns-compile                 N patterns
                  ok    has-two-variants                 2 variants told apart by is_external
                  ok    variants-require-their-members   9 and N required members
                  ok    examples-are-valid               N examples
                """.formatted(schema.version(), schema.sha256()));
    }

    @Test
    void saysItInJsonToo() {
        MetadataSchema schema = MetadataSchema.published();

        Ended ended = Ended.command("schema", "--check", "--output", "json");

        JsonNode json = ended.json();
        assertThat(ended.exitCode()).isZero();
        assertThat(json.fieldNames()).toIterable().containsExactly("ok", "schemaVersion", "schemaSha256", "checks");
        assertThat(json.path("ok").booleanValue()).isTrue();
        assertThat(json.path("schemaVersion").textValue()).isEqualTo(schema.version());
        assertThat(json.path("schemaSha256").textValue()).isEqualTo(schema.sha256());
        assertThat(json.path("checks")).hasSize(7);
        assertThat(json.at("/checks/1"))
                .isEqualTo(
                        TestJson.parse(
                                "{\"id\": \"is-draft-07\", \"ok\": true, \"found\": \"judged by the metaschema\", \"problems\": []}"));
    }

    @Test
    void saysWhatIsWrongWithASchemaThatIsBroken() {
        assertThat(check()).isEqualTo(new Ended(3, """
                schema    v9, SHA-256 0f
                check     4 of 7 checks hold
                  ok    is-json                          reads as JSON
                  ok    is-draft-07                      judged by the metaschema
                  ok    references-resolve               0 references
                  ok    patterns-compile                 0 patterns
                  FAIL  has-two-variants                 1 variants told apart by is_external
                        /oneOf: has 1 branches; give one for each variant, internal and external
                        /oneOf/0/properties/is_external: has no const that is true or false
                  FAIL  variants-require-their-members   0 required members
                        /oneOf/0/required: does not name is_external, which tells the variants apart
                  FAIL  examples-are-valid               no example
                        nothing was looked at, because a check above failed
                """, ""));
        assertThat(check("--output", "json").json().path("ok").booleanValue()).isFalse();
    }

    private static Ended check(String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new SchemaCommand(() -> BROKEN), new CommandFactory())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        String[] args = new String[options.length + 1];
        args[0] = "--check";
        System.arraycopy(options, 0, args, 1, options.length);
        int exitCode = command.execute(args);
        return new Ended(exitCode, out.toString(), err.toString());
    }
}
