package ai.scidex.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How often a regular expression of the schema looks at a character of a text that somebody wrote to keep it busy: it is
 * counted, and a text of twice the length may cost no more than twice as much.
 */
class PatternCostTest {

    private static final int LENGTH = 400;

    /** What an expression does besides going along the text. */
    private static final int CONSTANT = 200;

    private static final List<String> BEGINNINGS = List.of("", "https://", "https://a/", "https://a?", "tbd", " ");

    private static final List<String> ENDS = List.of("", "!", "\n", "\u0000", " tbd");

    private static final List<String> PARTS = List.of(
            "a", "A", "0", "_", ".", "-", "/", ":", "%", "%4", "%41", "?", "#", "@", " ", "\u00A0", "n/a", "..");

    @ParameterizedTest
    @MethodSource("patterns")
    void growsNoFasterThanTheText(String regex) {
        Pattern pattern = Pattern.compile(regex);

        for (String text : pumped()) {
            assertThat(cost(pattern, longer(text, 2 * LENGTH)))
                    .as("%s on %s", regex, Excerpt.of(text))
                    .isLessThanOrEqualTo(2 * cost(pattern, longer(text, LENGTH)) + CONSTANT);
        }
    }

    @Test
    void wouldSeeOneThatDoes() {
        Pattern square = Pattern.compile("^a*a*b");

        assertThat(cost(square, "a".repeat(2 * LENGTH))).isGreaterThan(2 * cost(square, "a".repeat(LENGTH)) + CONSTANT);
    }

    static Stream<String> patterns() {
        Set<String> patterns = new LinkedHashSet<>();
        collect(MetadataSchema.published().document(), patterns);
        assertThat(patterns).hasSizeGreaterThan(3);
        return patterns.stream();
    }

    private static void collect(JsonNode schema, Set<String> patterns) {
        if (schema.path("pattern").isTextual()) {
            patterns.add(schema.path("pattern").textValue());
        }
        schema.forEach(child -> collect(child, patterns));
    }

    /** Texts with a {@code *} for what is repeated, one or two parts in turn. */
    private static List<String> pumped() {
        List<String> texts = new ArrayList<>();
        for (String beginning : BEGINNINGS) {
            for (String end : ENDS) {
                for (String first : PARTS) {
                    texts.add(beginning + '\uE000' + first + '\uE000' + end);
                    for (String second : PARTS) {
                        texts.add(beginning + '\uE000' + first + second + '\uE000' + end);
                    }
                }
            }
        }
        return texts;
    }

    private static String longer(String text, int length) {
        String[] pieces = text.split("\uE000", -1);
        return pieces[0] + pieces[1].repeat(length / pieces[1].length()) + pieces[2];
    }

    private static long cost(Pattern pattern, String text) {
        CountedText counted = new CountedText(text);
        boolean found = pattern.matcher(counted).find();
        assertThat(counted.looks).as("found: " + found).isPositive();
        return counted.looks;
    }

    private static final class CountedText implements CharSequence {

        private final String text;
        private long looks;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
