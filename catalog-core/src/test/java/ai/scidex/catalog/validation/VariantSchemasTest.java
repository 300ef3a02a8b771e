package ai.scidex.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantSchemasTest {

    private final ObjectNode schema = (ObjectNode) MetadataSchema.published().document();

    @Test
    void hasASentenceForAKeywordThatTheSchemaDoesNotUseYet() {
        ((ObjectNode) schema.at("/definitions/Text")).put("maxLength", 5);

        assertThat(new VariantSchemas(schema)
                        .of(false)
                        .judge(example().put("framework", "scikit-learn"))
                        .sorted(new ViolationOrder(List.of())))
                .containsExactly(new Violation(
                        "/framework",
                        "maxLength",
                        "\"scikit-learn\" is against the schema, which says maxLength 5; change it"));
    }

    @Test
    void hasASentenceForAFormThatItDoesNotKnow() {
        ((ObjectNode) schema.at("/definitions/Text")).put("pattern", "^[a-z]*(?![\\d\\D])");

        assertThat(new VariantSchemas(schema)
                        .of(false)
                        .judge(example().put("framework", "R2"))
                        .sorted(new ViolationOrder(List.of())))
                .containsExactly(new Violation(
                        "/framework",
                        "pattern",
                        "\"R2\" is not of the form that the schema asks for; give the software that the model runs in,"
                                + " for example scipy, pytorch or scikit-learn"));
    }

    @Test
    void followsADefinitionThatRefersToItself() {
        ((ObjectNode) schema.at("/definitions/TrainingConfig"))
                .putObject("patternProperties")
                .putObject("^nested$")
                .put("$ref", "#/definitions/TrainingConfig");
        ObjectNode metadata = example();
        metadata.withObject("/training_config/nested/nested").put("nested", 7);

        assertThat(judged(metadata)).containsExactly("/training_config/nested/nested/nested");
    }

    @Test
    void asksForWhatStandsBesideAnAllOf() {
        ((ObjectNode) schema.at("/definitions/Framework")).put("maxLength", 5);

        assertThat(judged(example().put("framework", "scikit-learn"))).containsExactly("/framework");
        assertThat(judged(example().put("framework", "?"))).containsExactly("/framework");
    }

    @Test
    void stopsIfNothingTellsTheVariantsApart() {
        ((ObjectNode) schema.at("/definitions/ExternalModelMetadata/properties/is_external")).put("const", false);

        assertThatThrownBy(() -> new VariantSchemas(schema))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the schema's oneOf has 2 branches, and is_external tells 1 apart; there must be two");
    }

    @Test
    void stopsIfThereIsAThirdVariant() {
        ObjectNode third = schema.at("/definitions/ExternalModelMetadata").deepCopy();
        ((ObjectNode) third.at("/properties/is_external")).put("const", "derived");
        ((ObjectNode) schema.path("definitions")).set("Third", third);
        ((ArrayNode) schema.path("oneOf")).addObject().put("$ref", "#/definitions/Third");

        assertThatThrownBy(() -> new VariantSchemas(schema))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the schema's oneOf has 3 branches, and is_external tells 2 apart; there must be two");
    }

    @Test
    void stopsAtASchemaForFurtherMembersBesideProperties() {
        ((ObjectNode) schema.at("/definitions/EvaluationMetrics")).putObject("properties");

        assertThatThrownBy(() -> new VariantSchemas(schema))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a schema under additionalProperties must stand without properties");
    }

    private ObjectNode example() {
        return schema.at("/definitions/InternalModelMetadata/examples/0").deepCopy();
    }

    private List<String> judged(ObjectNode metadata) {
        return new VariantSchemas(schema)
                .of(false).judge(metadata).sorted(new ViolationOrder(List.of())).stream()
                        .map(Violation::pointer)
                        .toList();
    }
}
