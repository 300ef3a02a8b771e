package ai.scidex.codegen.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.scidex.codegen.evolution.ReleaseVerdict.Refused;
import ai.scidex.codegen.evolution.ReleaseVerdict.Releasable;
import ai.scidex.codegen.evolution.ReleaseVerdict.Released;
import ai.scidex.codegen.schema.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasedSchemasTest {

    private static final String V1 = """
            {"$id": "https://example.org/specimen/v1.json", "type": "object", "required": ["name"],
             "properties": {"name": {"type": "string"}, "kingdom": {"enum": ["plant", "animal"]}}}
            """;

    @TempDir
    private Path folder;

    private ReleasedSchemas released;

    @BeforeEach
    void releaseVersion1() throws IOException {
        released = ReleasedSchemas.in(folder.resolve("released"));
        released.release(SchemaFile.parse(V1));
    }

    @Test
    void keepsTheFileByteForByteAndItsSum() throws IOException {
        assertThat(read("v1.json")).isEqualTo(V1);
        assertThat(read("SHA256SUMS"))
                .isEqualTo("%s  v1.json\n".formatted(SchemaFile.parse(V1).sha256()));
        assertThat(judge(V1)).isEqualTo(new Released());
    }

    @Test
    void takesACompatibleChangeUnderTheSameVersion() throws IOException {
        String grown = V1.replace("\"animal\"", "\"animal\", \"fungus\"");

        assertThat(judge(grown)).isEqualTo(new Releasable(List.of()));

        released.release(SchemaFile.parse(grown));

        assertThat(read("v1.json")).isEqualTo(grown);
        assertThat(judge(grown)).isEqualTo(new Released());
    }

    @Test
    void takesOtherWordsUnderTheSameVersion() throws IOException {
        assertThat(judge(V1.replace("\"type\": \"object\"", "\"type\": \"object\", \"title\": \"Specimen\"")))
                .isEqualTo(new Releasable(List.of()));
    }

    @Test
    void notesAMemberThatIsNew() throws IOException {
        String grown = V1.replace("\"kingdom\"", "\"age\": {\"type\": \"integer\"}, \"kingdom\"");

        assertThat(judge(grown))
                .isInstanceOfSatisfying(
                        Releasable.class,
                        verdict -> assertThat(verdict.changes())
                                .extracting(Change::kind, Change::pointer)
                                .containsExactly(tuple(Change.Kind.NOTE, "/properties/age")));
    }

    @Test
    void refusesABreakingChangeUnderTheSameVersion() throws IOException {
        String broken = V1.replace("[\"name\"]", "[\"name\", \"kingdom\"]").replace("\"plant\", ", "");

        assertRefused(
                broken,
                "v1 cannot change like this; undo it, or raise the version in $id to v2: /required: kingdom is required"
                        + " now: a document without it is refused",
                "v1 cannot change like this; undo it, or raise the version in $id to v2: /properties/kingdom/enum: no"
                        + " longer takes \"plant\"");
        assertThatThrownBy(() -> released.release(SchemaFile.parse(broken)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("v1 cannot change like this; ");
        assertThat(read("v1.json")).isEqualTo(V1);
    }

    @Test
    void takesABreakingChangeUnderTheNextVersionAndKeepsTheFormerOne() throws IOException {
        String v2 = V1.replace("v1.json", "v2.json").replace("\"plant\", ", "");

        assertThat(judge(v2))
                .isInstanceOfSatisfying(
                        Releasable.class,
                        verdict -> assertThat(verdict.changes())
                                .extracting(Change::toString)
                                .containsExactly("/properties/kingdom/enum: no longer takes \"plant\""));

        released.release(SchemaFile.parse(v2));

        assertThat(read("v1.json")).isEqualTo(V1);
        assertThat(read("v2.json")).isEqualTo(v2);
        assertThat(read("SHA256SUMS").lines())
                .containsExactly(
                        SchemaFile.parse(V1).sha256() + "  v1.json",
                        SchemaFile.parse(v2).sha256() + "  v2.json");
        assertThat(judge(v2)).isEqualTo(new Released());
    }

    @Test
    void comparesWithTheLastVersionAlone() throws IOException {
        String v2 = V1.replace("v1.json", "v2.json").replace("\"plant\", ", "");
        released.release(SchemaFile.parse(v2));

        assertThat(judge(v2.replace("\"animal\"", "\"animal\", \"plant\""))).isEqualTo(new Releasable(List.of()));
        assertRefused(
                v2.replace("[\"name\"]", "[\"name\", \"kingdom\"]"),
                "v2 cannot change like this; undo it, or raise the version in $id to v3: /required: kingdom is required"
                        + " now: a document without it is refused");
    }

    @Test
    void refusesToRaiseTheVersionByTwoOrToLowerIt() throws IOException {
        assertRefused(V1.replace("v1.json", "v3.json"), "v3 does not follow v1; the next version is v2");

        released.release(SchemaFile.parse(V1.replace("v1.json", "v2.json")));

        assertRefused(V1, "v1 is older than v2, which is released; the next version is v3");
    }

    @Test
    void refusesToLoseTheFileOfAFormerVersion() throws IOException {
        String v2 = V1.replace("v1.json", "v2.json");
        released.release(SchemaFile.parse(v2));
        Files.delete(folder.resolve("released/v1.json"));

        assertRefused(v2, "v1.json is missing: the schema of a former version stays");
    }

    @Test
    void refusesToBeginWithAnotherVersionThanTheFirst() throws IOException {
        assertThat(ReleasedSchemas.in(folder.resolve("empty")).judge(SchemaFile.parse(V1.replace("v1", "v2"))))
                .isEqualTo(new Refused(List.of("v2 does not follow v0; the next version is v1")));
    }

    @Test
    void findsOutAReleasedFileThatSomebodyChanged() throws IOException {
        String v2 = V1.replace("v1.json", "v2.json");
        released.release(SchemaFile.parse(v2));
        Files.writeString(folder.resolve("released/v1.json"), V1.replace("string", "number"));

        assertRefused(v2, "v1.json is not what was released: SHA256SUMS has another SHA-256");
    }

    @Test
    void isNotFooledByABreakingChangeThatIsCopiedIntoTheReleasedFile() throws IOException {
        String broken = V1.replace("\"plant\", ", "");
        Files.writeString(folder.resolve("released/v1.json"), broken);

        assertRefused(broken, "v1.json is not what was released: SHA256SUMS has another SHA-256");
    }

    @Test
    void refusesAFileThatHoldsAnotherVersionThanItsName() throws IOException {
        String v2 = V1.replace("v1.json", "v2.json");
        Files.writeString(folder.resolve("released/v1.json"), v2);
        Files.writeString(
                folder.resolve("released/SHA256SUMS"), SchemaFile.parse(v2).sha256() + "  v1.json\n");

        assertRefused(V1, "v1.json holds v2");
    }

    @Test
    void refusesASchemaWithoutAVersion() {
        assertThatThrownBy(() -> judge(V1.replace("/v1.json", ".json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the schema's $id does not end in a version: 'https://example.org/specimen.json'");
    }

    @Test
    void namesTheReleasedFileThatIsNoJson() throws IOException {
        Files.writeString(folder.resolve("released/v1.json"), "{");

        assertThatThrownBy(() -> judge(V1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("v1.json: is no JSON: ");
    }

    private void assertRefused(String schema, String... problems) throws IOException {
        assertThat(judge(schema)).isEqualTo(new Refused(List.of(problems)));
    }

    private ReleaseVerdict judge(String schema) throws IOException {
        return released.judge(SchemaFile.parse(schema));
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve("released").resolve(name));
    }
}
