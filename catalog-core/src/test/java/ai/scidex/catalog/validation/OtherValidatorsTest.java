package ai.scidex.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever validates with the published schema and a validator of their own comes to our verdict.
 *
 * <p>The schema cannot say what PostgreSQL cannot keep: a NUL character, half a surrogate pair. Such documents are
 * "not storable" in the corpus, and valid here.
 */
class OtherValidatorsTest {

    private static final Predicate<JsonNode> HARREL = OtherValidators.harrel();

    private static final Predicate<JsonNode> WITHOUT_OUR_CHOICE = OtherValidators.withoutOurChoice();

    @ParameterizedTest
    @MethodSource("ai.scidex.catalog.validation.Corpus#cases")
    void anUnrelatedValidatorComesToTheSameVerdict(CorpusCase document) {
        assertThat(HARREL.test(document.document()))
                .isEqualTo(document.verdict().isValidAgainstTheSchema());
    }

    @ParameterizedTest
    @MethodSource("ai.scidex.catalog.validation.Corpus#cases")
    void choosingTheBranchFirstChangesNoVerdict(CorpusCase document) {
        assertThat(WITHOUT_OUR_CHOICE.test(document.document()))
                .isEqualTo(document.verdict().isValidAgainstTheSchema());
    }

    /** What {@link LibrarySchema} is for. If this list gets shorter with a new version of the library, so may that. */
    @Test
    void theLibraryAloneIsWrongWhereWeTakeCare() {
        Predicate<JsonNode> withoutOurCare = OtherValidators.withoutOurCare();

        List<String> wrong = Corpus.cases().stream()
                .filter(document -> withoutOurCare.test(document.document())
                        != document.verdict().isValidAgainstTheSchema())
                .map(CorpusCase::toString)
                .toList();

        assertThat(wrong)
                .containsExactly(
                        "evaluation_metrics: a text under a name: a number sign",
                        "evaluation_metrics: no value under a name: a number sign",
                        "parameter_count: 18446744073709551616.0",
                        "parameter_count: 36893488147419103232.0",
                        "parameter_count: 1e100",
                        "parameter_count: -1e100",
                        "parameter_count: 1e308",
                        "parameter_count: 1e400",
                        "parameter_count: -1e400",
                        "parameter_count: 1e131071");
    }
}
