package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestJson;
import ai.scidex.migration.terminal.Screen;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class OutputTest {

    @Test
    void leavesWhatIsVisibleAsItIs() {
        assertThat(Output.printable("Zellä\t– 細胞 😀")).isEqualTo("Zellä\t– 細胞 😀");
    }

    @Test
    void spellsOutWhatATerminalWouldObey() {
        assertThat(Output.printable("\u001b[2J\u0007\u009b\u007f\r\n"))
                .isEqualTo("\\u001b[2J\\u0007\\u009b\\u007f\\u000d\\u000a");
    }

    @Test
    void spellsOutWhatTurnsOrHidesText() {
        assertThat(Output.printable("\u202e\u2066\u200b\u2028")).isEqualTo("\\u202e\\u2066\\u200b\\u2028");
    }

    @Test
    void spellsLikeJsonSoThatAProgramGetsTheSameText() {
        String tags = "\u202e\uDB40\uDC41";

        assertThat(TestJson.parse(Output.printable("\"%s\"".formatted(tags)))).isEqualTo(TextNode.valueOf(tags));
    }

    @Test
    void repeatsNoCredentialsOfAUrl() {
        assertThat(line("see https://ada:secret@host/x and ssh://git:secret@host/y"))
                .isEqualTo("see https://…@host/x and ssh://…@host/y\n");
    }

    @Test
    void cutsAnExcerptBetweenCharacters() {
        assertThat(Output.excerpt("😀😀😀", 2)).isEqualTo("😀😀…");
        assertThat(Output.excerpt("😀😀😀", 3)).isEqualTo("😀😀😀");
        assertThat(Output.excerpt("a\u001b", 9)).isEqualTo("a\\u001b");
    }

    @Test
    void marksInColourOnlyWhereThereIsAny() {
        StringWriter coloured = new StringWriter();
        StringWriter plain = new StringWriter();

        new Output.Lines(new PrintWriter(coloured), Screen.of(80)).line(Mark.FAIL, "criterion", "  ", "\u001b[0m");
        new Output.Lines(new PrintWriter(plain)).line(Mark.OK, "criterion", "  ", "expected 8, found 8");

        assertThat(coloured.toString().stripTrailing()).isEqualTo("  \u001b[1;31mFAIL\u001b[0m  criterion  \\u001b[0m");
        assertThat(plain.toString().stripTrailing()).isEqualTo("  ok    criterion  expected 8, found 8");
    }

    @Test
    void goesOnInASecondLineWhereOneIsTooNarrow() {
        StringWriter text = new StringWriter();

        new Output.Lines(new PrintWriter(text), Screen.of(30)).line("upgraded   model-a", "   ", "framework (missing)");

        assertThat(text.toString().replace(System.lineSeparator(), "\n"))
                .isEqualTo("upgraded   model-a\n        framework (missing)\n");
    }

    private static String line(String text) {
        StringWriter out = new StringWriter();
        new Output.Lines(new PrintWriter(out)).line(text);
        return out.toString().replace(System.lineSeparator(), "\n");
    }
}
