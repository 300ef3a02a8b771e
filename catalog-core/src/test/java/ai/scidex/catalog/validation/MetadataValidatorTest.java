package ai.scidex.catalog.validation;

import static ai.scidex.catalog.TestJson.object;
import static ai.scidex.catalog.TestJson.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataValidatorTest {

    private static final String INTERNAL = """
            {"is_external": false, "model_family": "statistical", "framework": "scikit-learn", "parameter_count": 12,
             "training_data": ["dataset-adni", "dataset-rosmap"], "evaluation_dataset": "dataset-nacc",
             "evaluation_metrics": {"auroc": 0.81, "brier": {"value": 0.14, "ci_low": 0.12}},
             "_schema_version": 3, "coefficients": {"age": 1.10}}
            """;

    private static final String EXTERNAL = """
            {"is_external": true, "model_family": "deep_learning", "framework": "pytorch", "parameter_count": 1000000,
             "training_data": "not_disclosed", "evaluation_dataset": "not_disclosed", "evaluation_metrics": {"f1": 0.9},
             "external_source_url": "https://huggingface.co/org/model", "external_source_version": "v1.2"}
            """;

    private static final MetadataValidator VALIDATOR = MetadataValidator.standard();

    @Test
    void acceptsGoodMetadataOfEachVariant() {
        assertThat(VALIDATOR.validate(object(INTERNAL))).isEqualTo(new ValidationResult.Valid());
        assertThat(VALIDATOR.validate(object(EXTERNAL))).isEqualTo(new ValidationResult.Valid());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    model_family           | is missing; give how the model works: equations of a mechanism, a neural network, a statistical fit, or rules
                    framework              | is missing; give the software that the model runs in, for example scipy, pytorch or scikit-learn
                    parameter_count        | is missing; give the number of trained or fitted parameters: a count of single numbers, not of thousands or millions
                    training_data          | is missing; give what the model was trained or fitted on: ids or names of datasets, at least one
                    evaluation_dataset     | is missing; give the dataset that the metrics were measured on: its id or name
                    evaluation_metrics     | is missing; give what was measured on evaluation_dataset, by name of the metric: a number in the metric's own unit, or an object that holds the number as value and may say more, for example unit or n
                    """)
    void saysWhatToGiveForEachFieldThatIsMissing(String field, String message) {
        ObjectNode document = object(INTERNAL);
        document.remove(field);

        assertThat(violations(document)).containsExactly(new Violation("/" + field, "required", message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"external_source_url", "external_source_version"})
    void asksAnExternalModelForItsSource(String field) {
        ObjectNode document = object(EXTERNAL);
        document.remove(field);

        assertThat(violations(document))
                .extracting(Violation::pointer, Violation::keyword)
                .containsExactly(tuple("/" + field, "required"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    model_family       | "cnn"                    | enum    | "cnn" is none of biophysical, deep_learning, statistical, rule_based
                    framework          | 5                        | type    | 5 is a number; give a text
                    framework          | " "                      | pattern | is blank; write something, or leave the field out if it is optional
                    framework          | "tbd\\n"                 | pattern | "tbd\\n" is a placeholder; write what it stands for
                    framework          | null                     | type    | null is null; give a text
                    parameter_count    | "1,234"                  | type    | "1,234" is a text; give a whole number
                    parameter_count    | 1.5                      | type    | 1.5 is a number; give a whole number
                    parameter_count    | -1                       | minimum | -1 is less than 0; give the number itself, without unit
                    parameter_count    | 9007199254740992         | maximum | 9007199254740992 is more than 9007199254740991; give the number itself, without unit
                    training_data      | []                       | minItems | is empty; give at least one entry
                    training_data      | "not_disclosed"          | pattern | "not_disclosed" is for external models only; name the data
                    evaluation_dataset | ["dataset-nacc"]         | type    | ["dataset-nacc"] is a list; give a text
                    evaluation_metrics | {}                       | minProperties | is empty; give at least one entry
                    benchmark_id       | "N/A"                    | pattern | "N/A" is a placeholder; write what it stands for
                    training_config    | "adam"                   | type    | "adam" is a text; give an object
                    """)
    void namesTheValueAndTheRemedy(String field, String value, String keyword, String message) {
        ObjectNode document = object(INTERNAL);
        document.set(field, parse(value));

        assertThat(violations(document)).containsExactly(new Violation("/" + field, keyword, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e16", "1e100", "1E400", "1.0e308", "1e131071", "9007199254740991.5e1"})
    void refusesNumbersThatAreTooLargeInAnyForm(String number) {
        ObjectNode document = object(INTERNAL);
        document.set("parameter_count", parse(number));

        assertThat(violations(document))
                .extracting(Violation::pointer, Violation::keyword)
                .containsExactly(tuple("/parameter_count", "maximum"));
    }

    @Test
    void refusesATextThatTheDatabaseCannotKeepWhereverItStands() {
        ObjectNode document = object(INTERNAL);
        document.set("notes", parse("[{\"a/b\": \"\\ud800\"}, \"\\udc00x\", \"nul\\u0000\", \"\\ud83d\\ude00\"]"));
        document.put("half \ud83d", 1);

        assertThat(violations(document))
                .extracting(Violation::pointer, Violation::keyword)
                .containsExactly(
                        tuple("/half \ud83d", "text"),
                        tuple("/notes/1", "text"),
                        tuple("/notes/2", "text"),
                        tuple("/notes/0/a~1b", "text"));
    }

    @Test
    void pointsIntoListsAndObjects() {
        ObjectNode document = object(INTERNAL);
        document.set("training_data", parse("[\"dataset-adni\", \"unknown\"]"));
        document.set("evaluation_metrics", parse("{\"a/b\": {\"sd\": 1}, \"auroc\": \"0.9\"}"));

        assertThat(violations(document))
                .containsExactly(
                        new Violation(
                                "/training_data/1",
                                "pattern",
                                "\"unknown\" is a placeholder; write what it stands for"),
                        new Violation("/evaluation_metrics/a~1b/value", "required", "is missing; give a number"),
                        new Violation(
                                "/evaluation_metrics/auroc", "type", "\"0.9\" is a text; give a number or an object"));
    }

    @Test
    void refusesTheSourceOfAnExternalModelInAnInternalOne() {
        ObjectNode document = object(INTERNAL);
        document.put("external_source_url", "https://example.org/model");
        document.put("external_source_version", "v1");

        String message = "does not belong to an internal model; remove it, or set is_external to true";
        assertThat(violations(document))
                .containsExactly(
                        new Violation("/external_source_url", "not", message),
                        new Violation("/external_source_version", "not", message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "HEAD", " Latest ", "trunk\n"})
    void refusesMovingRefs(String ref) {
        ObjectNode document = object(EXTERNAL);
        document.put("external_source_version", ref);

        assertThat(violations(document))
                .containsExactly(new Violation(
                        "/external_source_version",
                        "pattern",
                        MetadataJson.write(document.get("external_source_version"))
                                + " is a moving ref; give a commit, tag or version"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/m",
                "//example.org/m",
                "https://user:secret@example.org/m",
                "https:///m",
                "see paper"
            })
    void refusesWhatIsNoPlainWebAddress(String url) {
        ObjectNode document = object(EXTERNAL);
        document.put("external_source_url", url);

        assertThat(violations(document))
                .extracting(Violation::pointer, Violation::keyword)
                .containsExactly(tuple("/external_source_url", "pattern"));
    }

    @Test
    void reportsEveryProblemInTheOrderOfTheSchema() {
        assertThat(violations(object("{\"evaluation_metrics\": 1, \"framework\": \"TBD\", \"is_external\": false}")))
                .extracting(Violation::pointer)
                .containsExactly(
                        "/model_family",
                        "/framework",
                        "/parameter_count",
                        "/training_data",
                        "/evaluation_dataset",
                        "/evaluation_metrics");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {}                        | required | is missing; give true for a model that somebody else made, false for one of our own
                    {"is_external": "true"}   | type     | "true" is no boolean; give true for a model that somebody else made, false for one of our own
                    {"is_external": null}     | type     | null is no boolean; give true for a model that somebody else made, false for one of our own
                    {"is_external": 1, "x":2} | type     | 1 is no boolean; give true for a model that somebody else made, false for one of our own
                    """)
    void reportsAMissingVariantAlone(String document, String keyword, String message) {
        assertThat(violations(parse(document))).containsExactly(new Violation("/is_external", keyword, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"text\"", "3", "true"})
    void reportsADocumentThatIsNoObjectAtItsRoot(String document) {
        assertThat(violations(parse(document))).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEmpty();
            assertThat(violation.keyword()).isEqualTo("type");
            assertThat(violation.message()).startsWith("the document is ").endsWith("; metadata is a JSON object");
        });
    }

    @Test
    void takesAWholeNumberWithAFractionOfZeroForAnInteger() {
        ObjectNode document = object(INTERNAL);
        document.set("parameter_count", parse("12.0"));

        assertThat(violations(document)).isEmpty();
    }

    @Test
    void showsNoCharacterThatATerminalWouldActUpon() {
        ObjectNode document = object(INTERNAL);
        document.put("model_family", "\u001b[31m\u202ered\u009b");

        assertThat(violations(document))
                .extracting(Violation::message)
                .containsExactly(
                        "\"\\u001B[31m\\u202ered\\u009b\" is none of biophysical, deep_learning, statistical, rule_based");
    }

    @Test
    void changesNoDocument() {
        ObjectNode document = object(INTERNAL);

        VALIDATOR.validate(document);

        assertThat(document).isEqualTo(object(INTERNAL));
    }

    private static List<Violation> violations(JsonNode document) {
        return VALIDATOR.validate(document).violations();
    }
}
