package ai.scidex.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestJson;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "12",
                "1.10",
                "-0.5",
                "\"a\\\"b\\\\c\\n\\t\\r\"",
                "[]",
                "{}",
                "[1,[2,{}],\"x\"]",
                "{\"a\":{\"b\":[null]},\"c\":\"größer 😀\"}"
            })
    void showsAShortValueAsJson(String json) {
        assertThat(Excerpt.of(TestJson.parse(json))).isEqualTo(json);
    }

    @Test
    void cutsAfterSixtyCharacters() {
        assertThat(Excerpt.of("x".repeat(58))).isEqualTo("\"" + "x".repeat(58) + "\"");
        assertThat(Excerpt.of("x".repeat(59))).isEqualTo("\"" + "x".repeat(59) + "…");
        assertThat(Excerpt.of("x".repeat(60))).isEqualTo("\"" + "x".repeat(59) + "…");
        assertThat(Excerpt.of(TestJson.parse("9".repeat(61)))).isEqualTo("9".repeat(60) + "…");
    }

    @Test
    void cutsNoCharacterInTwo() {
        assertThat(Excerpt.of("x".repeat(58) + "😀")).isEqualTo("\"" + "x".repeat(58) + "…");
        assertThat(Excerpt.of("x".repeat(57) + "\u001b")).isEqualTo("\"" + "x".repeat(57) + "…");
    }

    @Test
    void cutsWhatIsManyOrDeep() {
        ArrayNode many = JsonNodeFactory.instance.arrayNode();
        IntStream.range(0, 100_000).forEach(many::add);
        String deep = "[".repeat(900) + "]".repeat(900);

        assertThat(Excerpt.of(many)).isEqualTo("[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,…");
        assertThat(Excerpt.of(TestJson.parse(deep))).isEqualTo("[".repeat(60) + "…");
    }

    @ParameterizedTest
    @CsvSource({"1e400,1E+400", "1e-400,1E-400", "1.5e61,1.5E+61", "1e-3,0.001", "1E5,100000", "0e99,0E+99"})
    void showsZerosThatNobodyCouldCountByAnExponent(String number, String shown) {
        assertThat(Excerpt.of(TestJson.parse(number))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            https://user:secret@example.org/m            | https://…@example.org/m
            https://user:se/cr@et@example.org/a@b        | https://…@b
            see https://a:b@c and ftp://d:e@f            | see https://…@c and ftp://…@f
            https://example.org/@v1                      | https://example.org/@v1
            git@github.com:org/model.git                 | git@github.com:org/model.git
            """)
    void keepsPasswordsToItself(String url, String shown) {
        assertThat(Excerpt.of(url)).isEqualTo("\"" + shown + "\"");
    }

    @Test
    void keepsALongPasswordToItselfToo() {
        assertThat(Excerpt.of("https://user:" + "s3cret".repeat(100) + "@example.org"))
                .isEqualTo("\"https://…@example.org\"");
    }

    @Test
    void spellsOutWhatCannotBeSeen() {
        assertThat(Excerpt.of("\u0000\u001b\u0085\u00a0\u00ad\u200b\u202e\u2028\u3000\ud800 \udb40\udc41"))
                .isEqualTo("\"\\u0000\\u001B\\u0085\\u00A0\\u00AD\\u200B\\u202E\\u2028\\u3000…");
        assertThat(Excerpt.of("\ud800 \udb40\udc41")).isEqualTo("\"\\uD800 \\uDB40\\uDC41\"");
    }
}
