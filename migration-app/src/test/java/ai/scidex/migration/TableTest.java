package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.Table.Column;
import ai.scidex.migration.terminal.Screen;
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

    @Test
    void letsTheLastColumnGiveWayOnANarrowScreen() {
        assertThat(printed(models(), Screen.of(40))).isEqualTo("""
                ID       STATE     TITLE
                model-a  promoted  A model of microglia…
                b        rejected  Short
                """);
    }

    @Test
    void listsTheCellsOfEachRowWhereTheyDoNotStandBesideEachOther() {
        assertThat(printed(models(), Screen.of(24))).isEqualTo("""
                ID     model-a
                STATE  promoted
                TITLE  A model of microglia and its clearance

                ID     b
                STATE  rejected
                TITLE  Short

                """);
    }

    private static Table models() {
        Table table = new Table(List.of(new Column("ID", 40), new Column("STATE", 10), new Column("TITLE", 60)));
        table.row(List.of("model-a", "promoted", "A model of microglia and its clearance"));
        table.row(List.of("b", "rejected", "Short"));
        return table;
    }

    private static String printed(Table table) {
        return printed(table, Screen.none());
    }

    private static String printed(Table table, Screen screen) {
        StringWriter text = new StringWriter();
        table.print(new Output.Lines(new PrintWriter(text), screen));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
