package ai.scidex.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.codemodel.JClass;
import com.sun.codemodel.JPackage;
import com.sun.codemodel.JType;
import java.util.List;
import org.jsonschema2pojo.Schema;
import org.jsonschema2pojo.rules.Rule;

/** An array becomes a {@code List}, also with {@code uniqueItems}: a set would lose the order that was written. */
final class ListRule implements Rule<JPackage, JClass> {

    private final SealedTypesRuleFactory rules;

    ListRule(SealedTypesRuleFactory rules) {
        this.rules = rules;
    }

    @Override
    public JClass apply(String name, JsonNode node, JsonNode parent, JPackage target, Schema schema) {
        JType item = node.path("items").isObject()
                ? rules.getSchemaRule()
                        .apply(name + "_item", node.get("items"), node, target, rules.inside(schema, "items"))
                : target.owner().ref(JsonNode.class);
        return target.owner().ref(List.class).narrow(item.boxify());
    }
}
