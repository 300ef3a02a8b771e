package ai.scidex.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsonschema2pojo.exception.GenerationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealedTypesRuleFactoryTest {

    private static final Path SPECIMEN = Path.of("src/test/resources/schemas/specimen.json");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    Path target;

    @Test
    void generatesTheGoldenSources() throws IOException {
        SortedMap<String, String> sources = Generation.run(SPECIMEN, target);
        if (Boolean.getBoolean("golden.update")) {
            replaceGolden(sources);
        }

        assertThat(sources).isEqualTo(golden());
    }

    @Test
    void generatesSourcesThatCompileWithoutWarning() throws IOException {
        Map<String, String> sources = Generation.run(SPECIMEN, target.resolve("sources"));

        assertThat(Compilation.of(sources, target).messages()).isEmpty();
    }

    @Test
    void generatesTheSameSourcesTwice() throws IOException {
        SortedMap<String, String> once = Generation.run(SPECIMEN, target.resolve("once"));

        assertThat(Generation.run(SPECIMEN, target.resolve("twice"))).isEqualTo(once);
    }

    @Test
    void addsAComponentForAnAddedProperty() throws IOException {
        Path grown = schemaWith("\"mass_grams\":", "\"volume_litres\": {\"type\": \"number\"}, \"mass_grams\":");

        assertThat(Generation.run(grown, target.resolve("sources")).get("PreservedSpecimen.java"))
                .contains("@JsonProperty(\"volume_litres\") @Nullable BigDecimal volumeLitres")
                .contains("public Builder volumeLitres(@Nullable BigDecimal volumeLitres)");
    }

    @Test
    void forgetsAPropertyThatIsRemoved() throws IOException {
        Path shrunk = schemaWith("\"is_type\": {\"type\": \"boolean\"},", "");

        assertThat(Generation.run(shrunk, target.resolve("sources")).get("PreservedSpecimen.java"))
                .doesNotContain("is_type", "isType")
                .contains("collectors");
    }

    @Test
    void addsAnEntryUnderTheNameOfTheMapWhereItsSingularIsTaken() throws IOException {
        Path schema = schemaWith("\"label\":", "\"note\":");

        assertThat(Generation.run(schema, target.resolve("sources")).get("PreservedSpecimen.java"))
                .contains("public Builder note(@Nullable String note)")
                .contains("public Builder notes(String name, JsonNode value)")
                .doesNotContain("Builder note(String name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "exclusiveMinimum": 0, | "not": {}, | mass_grams: the generator does not know the keyword not
            "const": "preserved" | "const": "living" | specimen: no member tells the branches of oneOf apart by its const
            "#/definitions/PreservedSpecimen" | "#/definitions/Kingdom" | specimen: Kingdom in oneOf is no record
            "mass_grams" | "hash_code" | PreservedSpecimen: hash_code would be called hashCode in Java, which is taken
            "mass_grams" | "age-days" | PreservedSpecimen: age_days would be called ageDays in Java, which is taken
            "mass_grams" | "to_builder" | PreservedSpecimen: to_builder would be called toBuilder in Java, which is taken
            "required": ["state", "kingdom", "preparation"] | "required": ["kingdom"] | state: it is constant but not required
            "const": "living" | "const": 1 | state: the constant 1 is neither boolean nor text
            "items": {"type": "array" | "items": {"const": "a", "type": "array" | drawers_item: the keyword items is lost beside const
            "items": {"type": "string"}} | "items": {"const": "a"}} | drawers_item_item: const is kept for a named member alone
            "remark": {"type": ["string", "boolean"]} | "remark": true | remark: it needs a type, because null is no value of a named member
            "remark": {"type": ["string", "boolean"]} | "remark": {"type": ["string", "null"]} | remark: null is no value: leave an optional member out instead
            ["string", "boolean"] | ["string", "boolean"], "minLength": 1 | remark: the keyword minLength is lost beside type
            "required": ["value"], | "required": [], | measurements_value: the keyword properties is lost beside type
            "value": {"type": "number"} | "value": {"type": "number", "not": {}} | measurements_value: the keyword properties is lost beside type
            "items": {"$ref": "#/definitions/Text"} | "items": {"const": "a"} | names: the keyword items is lost beside type
            "value": {"type": "number"} | "value": {"type": "number", "minimum": 0} | measurements_value: the keyword properties is lost beside type
            "maxItems": 9, "items": {"type": "string"} | "uniqueItems": true, "items": {"type": "number"} | drawers_item: uniqueItems is kept for texts alone
            "description": "URL of its page.", | | page: the pattern needs a description, which tells people what to give
            "enum": ["plant", "animal"] | "enum": ["sea-weed", "sea weed"] | Kingdom: the enum values sea-weed and sea weed are both SEA_WEED in Java
            "enum": ["plant", "animal"] | "enum": ["1st"] | Kingdom: the enum value "1st" makes no name in Java
            "enum": ["plant", "animal"] | "$ref": "#/definitions/Kingdom" | Kingdom: the keyword description is lost beside $ref
            "notes": {"type": "object"} | "notes": {"$ref": "#/definitions/PreservedSpecimen/properties/notes"} | notes: it refers to nothing but itself
            "items": {"type": "array", "maxItems": 9, "items": {"type": "string"}} | "items": {"$ref": "#/definitions/PreservedSpecimen/properties/drawers"} | drawers: it holds itself, with no named member on the way
            """)
    void stopsAtWhatItCannotCarryIntoJava(String text, String replacement, String message) throws IOException {
        Path schema = schemaWith(text, replacement == null ? "" : replacement);

        assertThatThrownBy(() -> Generation.run(schema, target.resolve("sources")))
                .isInstanceOf(GenerationException.class)
                .hasMessage(message);
    }

    @Test
    void stopsAtANameThatIsWrittenByHand() throws IOException {
        Path schema = schemaWith("Enclosure\"", "Measurement\"");

        assertThatThrownBy(() -> Generation.run(schema, target.resolve("sources")))
                .isInstanceOf(GenerationException.class)
                .hasMessage("Measurement: Measurement is written by hand; choose another name");
    }

    private Path schemaWith(String text, String replacement) throws IOException {
        String specimen = Files.readString(SPECIMEN);
        assertThat(specimen).contains(text);
        return Files.writeString(target.resolve("specimen.json"), specimen.replace(text, replacement));
    }

    private static void replaceGolden(Map<String, String> sources) throws IOException {
        for (Path old : goldenFiles()) {
            Files.delete(old);
        }
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(GOLDEN.resolve(source.getKey()), source.getValue());
        }
    }

    private static SortedMap<String, String> golden() throws IOException {
        SortedMap<String, String> golden = new TreeMap<>();
        for (Path file : goldenFiles()) {
            golden.put(file.getFileName().toString(), Files.readString(file));
        }
        return golden;
    }

    private static List<Path> goldenFiles() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.toList();
        }
    }
}
