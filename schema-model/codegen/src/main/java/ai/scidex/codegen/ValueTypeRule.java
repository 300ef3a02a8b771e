package ai.scidex.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.codemodel.JClassContainer;
import com.sun.codemodel.JCodeModel;
import com.sun.codemodel.JType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jsonschema2pojo.Schema;
import org.jsonschema2pojo.rules.Rule;

/**
 * The Java type of a value.
 *
 * <p>{@code TextOrList} and {@code Measurement} are types of the target package that are written by hand. An array
 * becomes a {@code List}, also with {@code uniqueItems}: a set would lose the order that was written.
 */
final class ValueTypeRule implements Rule<JClassContainer, JType> {

    private final SealedTypesRuleFactory rules;

    ValueTypeRule(SealedTypesRuleFactory rules) {
        this.rules = rules;
    }

    @Override
    public JType apply(String name, JsonNode node, JsonNode parent, JClassContainer container, Schema schema) {
        if (node.has("const")) {
            throw SchemaKeywords.stop(name, "const is kept for a named member alone");
        }
        JCodeModel model = container.owner();
        Definition definition = Definition.of(rules, name, schema);
        return switch (definition.shape()) {
            case TEXT -> model.ref(String.class);
            case BOOLEAN -> model.BOOLEAN;
            case WHOLE_NUMBER -> model.LONG;
            case BIG_WHOLE_NUMBER -> model.ref(BigInteger.class);
            case NUMBER -> model.ref(BigDecimal.class);
            case LIST ->
                model.ref(List.class)
                        .narrow(rules.typeOf(definition.entry(), container).boxify());
            case MAP ->
                model.ref(Map.class)
                        .narrow(
                                model.ref(String.class),
                                rules.typeOf(definition.value(), container).boxify());
            case RECORD -> rules.getObjectRule().apply(name, node, parent, container.getPackage(), schema);
            case TEXT_OR_LIST -> model.directClass(container.getPackage().name() + ".TextOrList");
            case MEASUREMENT -> model.directClass(container.getPackage().name() + ".Measurement");
            case JSON -> model.ref(JsonNode.class);
            case ENUM -> throw new AssertionError("the rule for enum makes the type of " + name);
        };
    }
}
