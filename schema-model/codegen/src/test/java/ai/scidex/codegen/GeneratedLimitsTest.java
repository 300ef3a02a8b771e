package ai.scidex.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a generated record refuses, limit by limit: the sources are compiled, and records are made. */
class GeneratedLimitsTest {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL))
            .build();

    @TempDir
    static Path folder;

    private static Class<?> record;

    @BeforeAll
    static void compile() throws IOException {
        Path schema = Path.of("src/test/resources/schemas/bounded.json");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        record = Compilation.of(Generation.run(schema, folder.resolve("sources")), classes)
                .type("Bounded");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            minimum           | -5                | -6                   | minimum must not be -6; give at least -5
            maximum           | 2.5               | 2.51                 | maximum must not be 2.51; give at most 2.5
            exclusive_minimum | 1e-9              | 0.0                  | exclusive_minimum must not be 0.0; give more than 0
            exclusive_maximum | 99999999999999999999 | 100000000000000000000 | exclusive_maximum must not be 100000000000000000000; give less than 100000000000000000000
            multiple_of       | -1.75             | 0.3                  | multiple_of must not be 0.3; give a multiple of 0.25
            min_length        | "ab"              | "😀"                 | min_length has 1 character; give at least 2
            max_length        | "😀😀"            | "abc"                | max_length has 3 characters; give at most 2
            pattern           | "abc"             | "A"                  | pattern must not be "A"; give small letters
            min_items         | [true, false]     | [true]               | min_items has 1 entry; give at least 2
            max_items         | [1, null]         | [1, "a", []]         | max_items has 3 entries; give at most 2
            unique_items      | ["a", "b"]        | ["a", "b", "a"]      | unique_items holds "a" twice; give each entry once
            items             | [[1], [], [2, 3]] | [[1], [2, 0]]        | items/1/1 must not be 0; give at least 1
            min_properties    | {"a": 1, "b": 2}  | {"a": 1}             | min_properties has 1 entry; give at least 2
            max_properties    | {"a": 1, "b": 2}  | {"a": 1, "b": 2, "c": 3} | max_properties has 3 entries; give at most 2
            values            | {"a": 1.0}        | {"a": 1, "b/c": 1.1} | values/b~1c must not be 1.1; give at most 1
            texts             | ["abcd"]          | "abcd"               | texts has 4 characters; give at most 3
            texts             | "abc"             | ["a", ""]            | texts/1 has 0 characters; give at least 1
            texts             | []                | ["a", "b", "c"]      | texts has 3 entries; give at most 2
            types             | 2.0               | 2.5                  | types must not be 2.5; give a list or a whole number
            types             | [2.5]             | "2"                  | types must not be "2"; give a list or a whole number
            absent            |                   | 1                    | absent does not belong here; remove it
            """)
    void keepsALimit(String member, String within, String beyond, String message) throws IOException {
        if (within != null) {
            assertThat(read(member, within)).isNotNull();
        }
        assertThatThrownBy(() -> read(member, beyond))
                .isInstanceOf(ValueInstantiationException.class)
                .cause()
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            measurement | {}             | value is missing
            measurement | {"value": "1"} | value must not be "1"; give a number
            measurement | "1"            | the value must not be "1"; give a number or an object
            enumeration | "three"        | "three" is none of one, two
            nested      | {}             | yes is missing
            """)
    void keepsALimitInsideAValue(String member, String beyond, String message) {
        assertThatThrownBy(() -> read(member, beyond))
                .isInstanceOf(ValueInstantiationException.class)
                .cause()
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void keepsAnObjectClosed() {
        assertThatThrownBy(() -> read("nested", "{\"yes\": true, \"no\": false}"))
                .hasMessageContaining("Unrecognized field \"no\"");
    }

    @Test
    void takesNoNullForAValue() {
        assertThatThrownBy(() -> read("maximum", "null"))
                .hasMessageContaining("Invalid `null` value encountered for property \"maximum\"");
    }

    private static Object read(String member, String value) throws IOException {
        return MAPPER.readValue("{\"%s\": %s}".formatted(member, value), record);
    }
}
