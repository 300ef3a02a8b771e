package ai.scidex.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SecretParameterPropertyTest {

    private static final String REPOSITORY = "https://github.com/a/b";

    /** The same in one expression, which takes as long as the square of the text. */
    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "[?&;#][^=&;#]*(?:token|secret|passw|pwd|api_?key|credential|signature)[^=&;#]*=",
            Pattern.CASE_INSENSITIVE);

    @Property
    void findsWhatTheExpressionFinds(@ForAll("parameters") String parameters) {
        String path = "?" + parameters;

        assertThat(TextForms.isRepositoryUrl(REPOSITORY + path))
                .isEqualTo(!SECRET_PARAMETER.matcher(path).find());
    }

    /** With an expression for all of it this would take half an hour. */
    @Test
    void looksThroughALongTextOnce() {
        assertThat(TextForms.isRepositoryUrl(REPOSITORY + "?" + "token".repeat(200_000)))
                .isTrue();
        assertThat(TextForms.isRepositoryUrl(REPOSITORY + "?" + "token".repeat(200_000) + "=1"))
                .isFalse();
    }

    /** One fragment at most, and no character that the rest of a URL does not have. */
    @Provide
    Arbitrary<String> parameters() {
        return Arbitraries.of(List.of("?", "&", ";", "=", "a", "token", "Token", "api_key", "to", "ken", "/"))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
