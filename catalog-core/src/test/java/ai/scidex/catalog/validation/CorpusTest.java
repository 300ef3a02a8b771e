package ai.scidex.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusTest {

    private static final MetadataValidator VALIDATOR = MetadataValidator.standard();

    /** Also with {@code golden.update}: no flag makes a document valid. */
    @ParameterizedTest
    @MethodSource("ai.scidex.catalog.validation.Corpus#cases")
    void givesTheVerdictThatWasWrittenByHand(CorpusCase document) {
        assertThat(Verdict.of(violations(document.document()))).isEqualTo(document.verdict());
    }

    @ParameterizedTest
    @MethodSource("ai.scidex.catalog.validation.Corpus#files")
    void reportsExactlyTheViolationsOfTheCorpus(CorpusFile file) {
        String written = file.written(CorpusTest::violations);
        if (Corpus.UPDATE) {
            file.write(written);
        }

        assertThat(written).isEqualTo(file.text());
    }

    @Test
    void tellsEachDocumentOnceAndEnoughOfThem() {
        List<String> names = Corpus.cases().stream().map(CorpusCase::toString).toList();

        assertThat(names).hasSizeGreaterThanOrEqualTo(300).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void triesEveryPropertyOfEachVariant(boolean isExternal) {
        Set<String> wrong = Corpus.cases().stream()
                .filter(document -> document.document().path("is_external").equals(json(isExternal)))
                .flatMap(document -> document.violations().stream())
                .map(violation -> violation.pointer().split("/", 3)[1])
                .collect(Collectors.toSet());

        // Of a wrong is_external nobody can say which variant it is of.
        assertThat(wrong)
                .containsAll(VALIDATOR.schema().propertyNames().stream()
                        .filter(name -> !name.equals("is_external"))
                        .toList());
    }

    private static JsonNode json(boolean value) {
        return com.fasterxml.jackson.databind.node.BooleanNode.valueOf(value);
    }

    private static List<Violation> violations(JsonNode document) {
        return VALIDATOR.validate(document).violations();
    }
}
