package ai.scidex.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Microglial Activation ODE (TREM2/APOE/IL-6)",
                "already live before the gate existed",
                "β-amyloid, version 1.2: a 95% interval; why not?",
                "d'Alembert’s model – the first",
                "1.2",
                "feedback"
            })
    void leavesWordsAsTheyAre(String words) {
        assertThat(Markdown.prose(words)).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "- an item",
                "# a heading",
                "> a quotation",
                "a **bold** claim",
                "an _emphatic_ claim",
                "a ~~struck~~ claim",
                "[a link](there)",
                "![an image](there)",
                "a [reference]",
                "https://scidex.example/",
                "www.scidex.example",
                "someone@scidex.example",
                "ask @someone",
                "see #123",
                "see GH-123",
                "see !123",
                "a shrug :shrug:",
                "formula $x$",
                "an &amp; entity",
                "a commit 0123abc",
                "two  spaces",
                " a space before",
                "a space behind ",
                "a \"quoted\" word",
                "a back\\slash",
                "ξ^2 = 2"
            })
    void givesWhatIsMoreThanWordsInCodeFont(String text) {
        assertThat(Markdown.prose(text)).isEqualTo("`" + text + "`");
    }

    @ParameterizedTest
    @CsvSource({
        "a`b, ``a`b``",
        "a``b`c, ```a``b`c```",
        "`, `` ` ``",
        "a`, `` a` ``",
        "`a, `` `a ``",
        "' a ', '`  a  `'",
        "' a', '` a`'",
        "'   ', '`   `'"
    })
    void fencesBackticksWithMoreOfThem(String text, String code) {
        assertThat(Markdown.code(text)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"a|b, `a|b`", "a\\|b, `a\\\\u007cb`", "a\\\\|b, `a\\\\\\u007cb`", "||, `||`", "a\\, `a\\`"})
    void leavesNoPipeBehindABackslash(String text, String code) {
        assertThat(Markdown.code(text)).isEqualTo(code);
    }

    @Test
    void showsLineEndsAndTabsAsJsonWritesThem() {
        assertThat(Markdown.code("a\nb\r\nc\td")).isEqualTo("`a\\nb\\r\\nc\\td`");
    }

    @Test
    void opensNoTag() {
        assertThat(Markdown.code("<script>alert(1)</script>")).isEqualTo("`\\u003cscript>alert(1)\\u003c/script>`");
    }

    @Test
    void showsWhatCannotBeSeen() {
        assertThat(Markdown.code("\u001b[31mred\u0000\u007f\u0085\u00a0\u00ad\u200b\u2028\u202e\u2066\ufeff\ue000"))
                .isEqualTo(
                        "`\\u001b[31mred\\u0000\\u007f\\u0085\\u00a0\\u00ad\\u200b\\u2028\\u202e\\u2066\\ufeff\\ue000`");
    }

    @Test
    void showsHalvesOfCharactersAndInvisibleTags() {
        assertThat(Markdown.code("\ud83d")).isEqualTo("`\\ud83d`");
        assertThat(Markdown.code("\udb40\udc41")).isEqualTo("`\\udb40\\udc41`");
        assertThat(Markdown.code("\ud83e\udde0")).isEqualTo("`\ud83e\udde0`");
    }

    @Test
    void tellsTheEmptyTextFromAWord() {
        assertThat(Markdown.prose("")).isEqualTo("*empty*");
        assertThat(Markdown.prose("*empty*")).isEqualTo("`*empty*`");
        assertThat(Markdown.code("empty")).isEqualTo("`empty`");
    }

    @Test
    void showsAValueWholeUpToItsLimit() {
        assertThat(Markdown.code("x".repeat(160))).isEqualTo("`" + "x".repeat(160) + "`");
    }

    @Test
    void saysHowMuchOfALongValueIsLeftOut() {
        assertThat(Markdown.code("x".repeat(161))).isEqualTo("`" + "x".repeat(120) + "`… *(41 more characters)*");
    }

    @Test
    void countsCharactersRatherThanTheirHalves() {
        String brain = "\ud83e\udde0";

        assertThat(Markdown.code(brain.repeat(160))).isEqualTo("`" + brain.repeat(160) + "`");
        assertThat(Markdown.code(brain.repeat(161))).isEqualTo("`" + brain.repeat(120) + "`… *(41 more characters)*");
    }

    @Test
    void givesProseMoreRoomThanValues() {
        String reason = "because ".repeat(124) + "so";

        assertThat(Markdown.prose(reason)).isEqualTo(reason);
        assertThat(Markdown.prose("=" + "x".repeat(999))).isEqualTo("`=" + "x".repeat(999) + "`");
        assertThat(Markdown.prose("x".repeat(1001))).isEqualTo("`" + "x".repeat(750) + "`… *(251 more characters)*");
    }

    @Test
    void keepsPipesInsideTheirCells() {
        assertThat(Markdown.row(Markdown.code("a|b"), "", Markdown.code("||"))).isEqualTo("| `a\\|b` |  | `\\|\\|` |");
    }
}
