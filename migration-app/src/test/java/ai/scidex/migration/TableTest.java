package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.Table.Column;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void isAsWideAsItsCellsNeed() {
        Table table = new Table(List.of(new Column("ID", 10), new Column("TITLE", 20)));
        table.row(List.of("model-a", "細胞 😀"));
        table.row(List.of("b", "Zell"));

        assertThat(printed(table)).isEqualTo("""
                ID       TITLE
                model-a  細胞 😀
                b        Zell
                """);
    }

    @Test
    void cutsACellBetweenCharactersAndObeysNone() {
        Table table = new Table(List.of(new Column("A", 3), new Column("B", 9)));
        table.row(List.of("😀😀😀😀", "\u001b[31mred"));

        assertThat(printed(table)).isEqualTo("""
                A     B
                😀😀😀…  \\u001b[31mred
                """);
    }

    private static String printed(Table table) {
        StringWriter text = new StringWriter();
        table.print(new Output.Lines(new PrintWriter(text)));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
