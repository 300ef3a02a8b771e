package ai.scidex.codegen.reference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.codegen.schema.SchemaFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedTextsTest {

    private static final String BLANK = "[\\u0009\\u0020]";

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            [tT][bB][dD]                ; tbd
            [nN]/[aA]|\\?|-|\\[[aA] [bB]\\] ; n/a, ?, -, [a b]
            [nN][oO][tT]_[dD]1          ; not_d1
            """)
    void readsTheWordsFromThePattern(String alternatives, String words) {
        assertThat(RefusedTexts.of(pattern(alternatives)).map(refused -> String.join(", ", refused.words())))
                .contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tbd", "[tT]*", "(?:[aA])", "[tU]", "[tT].", "[a-z]", "\\w", "[tT]{2}"})
    void doesNotPretendToReadWordsOfAnotherForm(String alternatives) {
        assertThat(RefusedTexts.of(pattern(alternatives))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^a",
                "",
                "^(?![\\u0020]*(?:(?:[aA])[\\u0009]*)?(?![\\d\\D]))",
                "^(?![x]*(?:(?:[aA])[x]*)?(?![\\d\\D]))"
            })
    void doesNotPretendToReadAnotherPattern(String pattern) {
        assertThat(RefusedTexts.of(pattern)).isEmpty();
    }

    @Test
    void tellsWhatIsRefusedBeyondAnother() {
        RefusedTexts all = new RefusedTexts(Set.of("tbd", "main"));

        assertThat(all.beyond(new RefusedTexts(Set.of("tbd", "?")))).containsExactly("main");
    }

    @Test
    void readsTheWordsOfThePublishedSchema() throws IOException {
        SchemaFile schema = SchemaFile.read(Path.of("../../schemas/model_artifact_metadata.json"));

        assertThat(schema.root().findValuesAsText("pattern"))
                .filteredOn(pattern -> pattern.contains("[tT][bB][dD]"))
                .hasSizeGreaterThan(2)
                .allSatisfy(pattern -> assertThat(
                                RefusedTexts.of(pattern).orElseThrow().words())
                        .contains("tbd", "n/a", "[more information needed]"));
    }

    private static String pattern(String alternatives) {
        return "^(?!%1$s*(?:(?:%2$s)%1$s*)?(?![\\d\\D]))".formatted(BLANK, alternatives);
    }
}
