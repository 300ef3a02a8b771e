package ai.scidex.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLayoutTest {

    @Test
    void givesEachMemberALineAndKeepsShortOnesTogether() {
        assertThat(JsonLayout.lines("{\"a\":1.50,\"b\":[1,2,{\"c\":\"x, {y\"}],\"long\":{\"first\":\"" + "x".repeat(70)
                        + "\",\"second\":[]}}"))
                .containsExactly(
                        "{",
                        "  \"a\": 1.50,",
                        "  \"b\": [1, 2, {\"c\": \"x, {y\"}],",
                        "  \"long\": {",
                        "    \"first\": \"" + "x".repeat(70) + "\",",
                        "    \"second\": []",
                        "  }",
                        "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {"{}|{}", "[]|[]", "7|7", "\"{\\\"\"|\"{\\\"\"", "null|null"})
    void leavesASmallDocumentOnOneLine(String json, String line) {
        assertThat(JsonLayout.lines(json)).containsExactly(line);
    }

    @Test
    void indentsNoDeeperThanItReads() {
        List<String> lines = JsonLayout.lines("[".repeat(1000) + "]".repeat(1000));

        assertThat(lines).allMatch(line -> line.length() < 120);
    }

    @Property
    void changesNothingButWhiteSpace(@ForAll @CharRange(from = ' ', to = '~') String text) {
        String squeezed = String.join("", JsonLayout.lines(text)).replaceAll("\\s", "");

        assertThat(squeezed).isEqualTo(text.replaceAll("\\s", ""));
        assertThat(JsonLayout.lines(text)).isNotEqualTo(Collections.emptyList());
    }
}
