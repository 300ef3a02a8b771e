package ai.scidex.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.sun.codemodel.JClass;
import com.sun.codemodel.JPackage;
import com.sun.codemodel.JPrimitiveType;
import com.sun.codemodel.JType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsonschema2pojo.Schema;
import org.jsonschema2pojo.rules.Rule;

/** An object of which members are named becomes a record. */
final class RecordRule implements Rule<JPackage, JType> {

    /** Names in Java that the record already has or may not have. */
    private static final Set<String> TAKEN = Set.of(
            "additionalProperty",
            "additionalProperties",
            "build",
            "builder",
            "toBuilder",
            "equals",
            "match",
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait");

    private final SealedTypesRuleFactory rules;

    RecordRule(SealedTypesRuleFactory rules) {
        this.rules = rules;
    }

    @Override
    public JType apply(String name, JsonNode node, JsonNode parent, JPackage target, Schema schema) {
        ClassName self = rules.newName(name, node, target);
        JClass type = target.owner().directClass(self.canonicalName());
        schema.setJavaTypeIfEmpty(type);

        RecordSource source = new RecordSource(
                self,
                node.path("description").asText(name),
                rules.interfaceOf(schema),
                members(name, node, target, schema),
                forbidden(node),
                node.path("additionalProperties").asBoolean(true));
        rules.remember(source);
        SourceFile.add(target, source.toType());
        return type;
    }

    private List<Member> members(String name, JsonNode node, JPackage target, Schema schema) {
        Set<String> required = new HashSet<>();
        node.path("required").forEach(member -> required.add(member.asText()));
        Set<String> taken = new HashSet<>(TAKEN);
        List<Member> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : node.get("properties").properties()) {
            if (!SchemaKeywords.isForbidden(property.getValue())) {
                String jsonName = property.getKey();
                String javaName = rules.getNameHelper().getPropertyName(jsonName, property.getValue());
                if (!taken.add(javaName)) {
                    throw SchemaKeywords.stop(
                            name, "%s would be called %s in Java, which is taken".formatted(jsonName, javaName));
                }
                Definition definition = Definition.of(rules, jsonName, rules.inside(schema, "properties", jsonName));
                members.add(member(jsonName, javaName, required.contains(jsonName), target, definition));
            }
        }
        return members;
    }

    private Member member(String jsonName, String javaName, boolean required, JPackage target, Definition definition) {
        JsonNode constant = definition.node().path("const");
        if (!constant.isMissingNode()) {
            return constant(jsonName, javaName, required, definition);
        }
        if (definition.shape() == Shape.JSON
                && SchemaKeywords.typesOf(definition.node()).isEmpty()) {
            throw SchemaKeywords.stop(jsonName, "it needs a type, because null is no value of a named member");
        }
        JType type = rules.typeOf(definition, target);
        return new Member(
                jsonName, javaName, typeName(required ? type.unboxify() : type.boxify()), required, definition);
    }

    private static Member constant(String jsonName, String javaName, boolean required, Definition definition) {
        JsonNode constant = definition.node().get("const");
        if (!constant.isBoolean() && !constant.isTextual()) {
            throw SchemaKeywords.stop(jsonName, "the constant %s is neither boolean nor text".formatted(constant));
        }
        if (!required) {
            throw SchemaKeywords.stop(jsonName, "it is constant but not required");
        }
        return new Member(
                jsonName,
                javaName,
                constant.isBoolean() ? TypeName.BOOLEAN : ClassName.get(String.class),
                true,
                definition);
    }

    private static List<String> forbidden(JsonNode node) {
        return node.get("properties").properties().stream()
                .filter(property -> SchemaKeywords.isForbidden(property.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static TypeName typeName(JType type) {
        if (type instanceof JPrimitiveType) {
            return typeName(type.boxify()).unbox();
        }
        JClass referenced = (JClass) type;
        ClassName raw = ClassName.bestGuess(referenced.erasure().fullName());
        List<JClass> parameters = referenced.getTypeParameters();
        return parameters.isEmpty()
                ? raw
                : ParameterizedTypeName.get(
                        raw, parameters.stream().map(RecordRule::typeName).toArray(TypeName[]::new));
    }
}
