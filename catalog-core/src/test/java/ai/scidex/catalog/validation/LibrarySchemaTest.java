package ai.scidex.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibrarySchemaTest {

    private final ObjectNode schema = (ObjectNode) MetadataSchema.published().document();

    @Test
    void leavesNoDetour() {
        JsonNode adapted = new LibrarySchema(schema).document();

        assertThat(schema.findValues("$ref")).isNotEmpty();
        assertThat(adapted.findValues("$ref")).isEmpty();
        assertThat(schema.findValues("allOf")).isNotEmpty();
        assertThat(adapted.findValues("allOf")).isEmpty();
        assertThat(adapted.at("/oneOf/0/properties/framework/pattern"))
                .isEqualTo(schema.at("/definitions/Text/pattern"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#/definitions/Nowhere", "other.json#/definitions/Text"})
    void stopsAtAReferenceThatLeadsNowhere(String reference) {
        ((ObjectNode) schema.at("/definitions/BenchmarkId")).removeAll().put("$ref", reference);

        assertThatThrownBy(() -> new LibrarySchema(schema).document())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the schema refers to %s, which is not in it", reference);
    }
}
