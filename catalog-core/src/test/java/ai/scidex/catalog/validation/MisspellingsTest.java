package ai.scidex.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisspellingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            framework | Frame-Work
            framework | ~ frame work ~
            framework | framwork
            framework | framewrok
            framework | frmwork
            framework | fframmework
            value     | Value
            value     | vaule
            value     | values
            id        | ID
            """)
    void knowsASlip(String meant, String name) {
        assertThat(Misspellings.meantBy(name, List.of(meant))).contains(meant);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            framework, frmwrk
            framework, frame
            framework, framework_version
            framework, Framework_Version
            evaluation_dataset, evaluation_dataset_id
            evaluation_dataset, evaluation_dataset-id
            value, val
            value, vlaeu
            id, it
            is_external, is_internal
            is_external, isInternal
            is_external, ''
            """)
    void takesAnotherNameForWhatItIs(String meant, String name) {
        assertThat(Misspellings.meantBy(name, List.of(meant))).isEmpty();
    }

    @Test
    void offersANameForTheNearestOnly() {
        assertThat(Misspellings.of(List.of("training_data", "training_date"), List.of("training_dates")))
                .isEqualTo(Map.of("training_date", List.of("training_dates")));
    }

    @Test
    void offersANameThatIsAsNearToTwoForTheFirst() {
        assertThat(Misspellings.of(List.of("training_data", "training_date"), List.of("training_dat")))
                .isEqualTo(Map.of("training_data", List.of("training_dat")));
    }

    @Test
    void offersTheNearestThreeInAnOrderOfTheirOwn() {
        assertThat(Misspellings.of(
                        List.of("framework", "parameter_count"),
                        List.of("framwrk", "frameworks", "parameterCount", "FRAMEWORK", "framwork")))
                .isEqualTo(Map.of(
                        "framework",
                        List.of("FRAMEWORK", "frameworks", "framwork"),
                        "parameter_count",
                        List.of("parameterCount")));
    }

    @Property
    void knowsAnySingleSlip(
            @ForAll @IntRange(max = 16) int place,
            @ForAll @AlphaChars char letter,
            @ForAll @IntRange(max = 3) int kind) {
        String meant = "evaluation_dataset";
        StringBuilder name = new StringBuilder(meant);
        switch (kind) {
            case 0 -> name.deleteCharAt(place);
            case 1 -> name.insert(place, letter);
            case 2 -> name.setCharAt(place, letter);
            default -> name.deleteCharAt(place).insert(place + 1, meant.charAt(place));
        }

        assertThat(Misspellings.meantBy(name.toString(), List.of("framework", meant, "evaluation_metrics")))
                .contains(meant);
    }
}
