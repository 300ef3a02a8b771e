package ai.scidex.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    @Test
    void setsMembersOfOneNameSideBySide() {
        LineDiff diff = LineDiff.between(
                List.of("{", "  \"a\": 1,", "  \"b\": 2,", "  \"c\": 3", "}"),
                List.of("{", "  \"a\": 1,", "  \"x\": 9,", "  \"b\": 4,", "  \"c\": 3", "}"));

        assertThat(text(diff)).isEqualTo("""
                { = {
                  "a": 1, =   "a": 1,
                none |   "x": 9,
                  "b": 2, |   "b": 4,
                  "c": 3 =   "c": 3
                } = }""");
    }

    @Test
    void takesACommaAtTheEndForNoDifference() {
        LineDiff diff =
                LineDiff.between(List.of("{", "  \"a\": 1", "}"), List.of("{", "  \"a\": 1,", "  \"b\": 2", "}"));

        assertThat(text(diff)).isEqualTo("""
                { = {
                  "a": 1 =   "a": 1,
                none |   "b": 2
                } = }""");
    }

    @Test
    void comparesNoTwoTextsThatWouldTakeTooLong() {
        List<String> before = numbered("old", 2000);
        List<String> after = numbered("new", 2000);

        assertThat(LineDiff.between(before, after).rows()).hasSize(4000).noneMatch(LineDiff.Row::same);
    }

    @Property
    void losesNoLine(@ForAll("texts") List<String> before, @ForAll("texts") List<String> after) {
        List<LineDiff.Row> rows = LineDiff.between(before, after).rows();

        assertThat(rows.stream().map(LineDiff.Row::before).filter(Objects::nonNull))
                .containsExactlyElementsOf(before);
        assertThat(rows.stream().map(LineDiff.Row::after).filter(Objects::nonNull))
                .containsExactlyElementsOf(after);
    }

    @Property
    void findsNoDifferenceBetweenEqualTexts(@ForAll("texts") List<String> text) {
        assertThat(LineDiff.between(text, text).rows())
                .allMatch(LineDiff.Row::same)
                .hasSameSizeAs(text);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of("{", "}", "\"a\": 1", "\"a\": 1,", "\"a\": 2", "\"b\": 1", "")
                .list()
                .ofMaxSize(12);
    }

    private static List<String> numbered(String word, int count) {
        return IntStream.range(0, count).mapToObj(i -> word + i).toList();
    }

    private static String text(LineDiff diff) {
        return diff.rows().stream()
                .map(row -> "%s %s %s".formatted(orNone(row.before()), row.same() ? "=" : "|", orNone(row.after())))
                .collect(Collectors.joining("\n"));
    }

    private static String orNone(String line) {
        return line == null ? "none" : line;
    }
}
