package ai.scidex.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.codemodel.JClassContainer;
import com.sun.codemodel.JType;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jsonschema2pojo.Schema;
import org.jsonschema2pojo.rules.TypeRule;

/**
 * The type of a value that may take more than one form.
 *
 * <p>A text or an array of texts becomes the {@code TextOrList} of the target package, which is written by hand; every
 * other choice, and a value without a type, stays the JSON that it is. One type alone is jsonschema2pojo's to map.
 */
final class UnionRule extends TypeRule {

    private static final Set<String> TEXT_OR_ARRAY = Set.of("string", "array");

    private final SealedTypesRuleFactory rules;

    UnionRule(SealedTypesRuleFactory rules) {
        super(rules);
        this.rules = rules;
    }

    @Override
    public JType apply(String name, JsonNode node, JsonNode parent, JClassContainer container, Schema schema) {
        if (node.path("type").isTextual()) {
            return super.apply(name, node, parent, container, schema);
        }
        if (types(node).equals(TEXT_OR_ARRAY) && itemsAreTexts(name, node, container, schema)) {
            return container.owner().directClass(container.getPackage().name() + ".TextOrList");
        }
        return container.owner().ref(JsonNode.class);
    }

    private static Set<String> types(JsonNode node) {
        return StreamSupport.stream(node.path("type").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private boolean itemsAreTexts(String name, JsonNode node, JClassContainer container, Schema schema) {
        JType list = rules.getArrayRule().apply(name, node, node, container.getPackage(), schema);
        return list.fullName().equals("java.util.List<java.lang.String>");
    }
}
