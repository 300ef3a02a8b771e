package ai.scidex.catalog.validation;

import static ai.scidex.catalog.TestJson.object;
import static ai.scidex.catalog.TestJson.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the corpus does not show: trees that are made in Java, and what is deep or large. */
class MetadataValidatorTest {

    private static final String INTERNAL = """
            {"is_external": false, "model_family": "statistical", "framework": "scikit-learn", "parameter_count": 12,
             "training_data": ["dataset-adni", "dataset-rosmap"], "evaluation_dataset": "dataset-nacc",
             "evaluation_metrics": {"auroc": 0.81, "brier": {"value": 0.14, "ci_low": 0.12}},
             "_schema_version": 3, "coefficients": {"age": 1.10}}
            """;

    private static final MetadataValidator VALIDATOR = MetadataValidator.standard();

    @Test
    void answersWithATypeOfItsOwnForAValidDocument() {
        assertThat(VALIDATOR.validate(object(INTERNAL))).isEqualTo(new ValidationResult.Valid());
    }

    @Test
    void changesNoDocument() {
        ObjectNode document = object(INTERNAL);
        document.put("framework", "TBD");
        ObjectNode before = document.deepCopy();

        VALIDATOR.validate(document);

        assertThat(document).isEqualTo(before);
    }

    /** Which {@code -0.0} is, but a file of the corpus would not keep its sign. */
    @ParameterizedTest
    @ValueSource(strings = {"-0", "-0.0", "-0e5"})
    void takesZeroForAWholeNumberWhateverItsSign(String zero) {
        assertThat(violations("parameter_count", parse(zero))).isEmpty();
    }

    @Test
    void judgesDoublesThatWereMadeInJavaByTheirValue() {
        assertThat(violations("parameter_count", DoubleNode.valueOf(12))).isEmpty();
        assertThat(violations("parameter_count", FloatNode.valueOf(1.5f)))
                .containsExactly(new Violation("/parameter_count", "type", "1.5 has a fraction; give a whole number"));
        assertThat(violations("parameter_count", DoubleNode.valueOf(1e300)))
                .containsExactly(new Violation(
                        "/parameter_count",
                        "maximum",
                        "1.0E300 is more than 9007199254740991; give 9007199254740991 or less"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNoNumberOfJson(double number) {
        ObjectNode document = object(INTERNAL);
        document.putArray("notes").add(1.0).add(number);

        assertThat(violations(document))
                .containsExactly(
                        new Violation("/notes/1", "limit", number + " is no number of JSON; give a finite one"));
    }

    @Test
    void refusesJavaObjects() {
        ObjectNode document = object(INTERNAL);
        document.putPOJO("notes", List.of("note"));
        document.put("checkpoint", new byte[] {1});

        assertThat(violations(document))
                .containsExactly(
                        new Violation("/checkpoint", "limit", "is a Java object and no JSON; give JSON"),
                        new Violation("/notes", "limit", "is a Java object and no JSON; give JSON"));
    }

    /** Written digit by digit, it would fill the memory. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1E+999999999  | 1E+999999999 has more than 131072 digits before the point; give a smaller number
            -1E+131072    | -1E+131072 has more than 131072 digits before the point; give a smaller number
            1E-16384      | 1E-16384 has more than 16383 digits after the point; round it
            1E-2147483647 | 1E-2147483647 has more than 16383 digits after the point; round it
            """)
    void refusesNumbersBeyondTheLimitsWithoutWritingThem(String number, String message) {
        ObjectNode document = object(INTERNAL);
        document.set("model_family", DecimalNode.valueOf(new BigDecimal(number)));

        assertThat(violations(document)).containsExactly(new Violation("/model_family", "limit", message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+131071", "1E-16383"})
    void acceptsNumbersWithinTheLimits(String number) {
        assertThat(violations("notes", DecimalNode.valueOf(new BigDecimal(number))))
                .isEmpty();
    }

    @Test
    void acceptsAThousandLevelsAndRefusesMore() {
        assertThat(violations("notes", nested(999))).isEmpty();
        assertThat(violations("notes", nested(1000)))
                .containsExactly(new Violation(
                        "/notes" + "/0".repeat(999), "limit", "nests deeper than 1000 levels; make it flatter"));
        assertThat(violations("notes", nested(100_000))).hasSize(1);
    }

    @Test
    void findsWhatIsWrongBehindThousandsOfEntries() {
        ObjectNode document = object(INTERNAL);
        ArrayNode data = document.putArray("training_data");
        ObjectNode metrics = document.putObject("evaluation_metrics");
        IntStream.range(0, 5000).forEach(i -> {
            data.add("dataset-" + i);
            metrics.put("metric-" + i, i);
        });
        data.set(0, "?");
        data.set(999, "?");
        data.set(1000, "?");
        data.set(4999, "?");
        metrics.put("metric-4321", "high");
        document.put("benchmark_id", "");

        assertThat(violations(document))
                .extracting(Violation::pointer)
                .containsExactly(
                        "/training_data/0",
                        "/training_data/999",
                        "/training_data/1000",
                        "/training_data/4999",
                        "/evaluation_metrics/metric-4321",
                        "/benchmark_id");
    }

    @Test
    void reportsAThousandViolationsAndThatThereAreMore() {
        ObjectNode document = object(INTERNAL);
        document.remove("framework");
        ArrayNode data = document.putArray("training_data");
        IntStream.range(0, 1_000_000).forEach(data::add);

        List<Violation> violations = violations(document);

        assertThat(violations).hasSize(1001);
        assertThat(violations.get(0).pointer()).isEqualTo("/framework");
        assertThat(violations.get(999))
                .isEqualTo(new Violation("/training_data/998", "type", "998 is a number; give a text"));
        assertThat(violations.get(1000))
                .isEqualTo(new Violation(
                        "",
                        "limit",
                        "the document has more problems than the 1000 that are reported;"
                                + " mend them and validate it again"));
    }

    @Test
    void saysNothingOfMoreWhereThereAreExactlyAThousand() {
        ObjectNode document = object(INTERNAL);
        ArrayNode data = document.putArray("training_data");
        IntStream.range(0, 1000).forEach(data::add);

        assertThat(violations(document))
                .hasSize(1000)
                .extracting(Violation::keyword)
                .containsOnly("type");
    }

    @Test
    void keepsFewViolationsAtPlacesWithLongNames() {
        ObjectNode document = object(INTERNAL);
        ArrayNode notes = document.putObject("n".repeat(400_000)).putArray("a");
        IntStream.range(0, 1000).forEach(i -> notes.add("\0"));

        assertThat(violations(document))
                .extracting(Violation::keyword)
                .containsExactly("text", "text", "text", "limit");
    }

    @Test
    void offersTheNamesThatLookLikeAMissingOneAmongMany() {
        ObjectNode document = object(INTERNAL);
        document.remove("framework");
        IntStream.range(0, 50_000)
                .forEach(i -> document.put("framework" + "_".repeat(1 + i % 50) + "-".repeat(i / 50), i));

        assertThat(violations(document))
                .extracting(Violation::message)
                .containsExactly("is missing; \"framework_\" and \"framework_-\" and \"framework_--\" look like it:"
                        + " did you mean framework? rename one, or give the software that the model runs in,"
                        + " for example scipy, pytorch or scikit-learn");
    }

    @Test
    void looksForStorableTextsInWhatIsNotWrongAnyway() {
        ObjectNode document = object(INTERNAL);
        document.set("framework", parse("{\"a\\u0000\": [\"b\\u0000\"]}"));
        document.set("training_data", parse("[\"\\u0000\", {\"c\\u0000\": \"\\u0000\"}]"));

        assertThat(violations(document))
                .extracting(Violation::pointer, Violation::keyword)
                .containsExactly(
                        tuple("/framework", "type"),
                        tuple("/training_data/0", "text"),
                        tuple("/training_data/1", "type"));
    }

    /** Whoever prints a violation need not know where its text comes from. */
    @Test
    void isPrintedWithoutWhatATerminalWouldActUpon() {
        ObjectNode document = object(INTERNAL);
        document.putObject("evaluation_metrics").put("\u001b[31m\u202e" + "x".repeat(300), "\u009bhigh");

        assertThat(violations(document))
                .hasToString("[/evaluation_metrics/\\u001B[31m\\u202E" + "x".repeat(174)
                        + "…: \"\\u009Bhigh\" is a text; give a number, or an object that holds it as value]");
    }

    private static JsonNode nested(int levels) {
        ArrayNode innermost = JsonNodeFactory.instance.arrayNode();
        ArrayNode value = innermost;
        for (int i = 1; i < levels; i++) {
            value = JsonNodeFactory.instance.arrayNode().add(value);
        }
        return value;
    }

    private static List<Violation> violations(String member, JsonNode value) {
        ObjectNode document = object(INTERNAL);
        document.set(member, value);
        return violations(document);
    }

    private static List<Violation> violations(JsonNode document) {
        return VALIDATOR.validate(document).violations();
    }
}
