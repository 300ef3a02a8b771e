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

/** An object becomes a record, or a {@code Map} if the schema names no member of it. */
final class RecordRule implements Rule<JPackage, JType> {

    /** Names in Java that the record already has or may not have. */
    private static final Set<String> TAKEN = Set.of(
            "additionalProperties",
            "builder",
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
        if (node.path("properties").isEmpty()) {
            return map(name, node, target, schema);
        }
        ClassName self = ClassName.get(target.name(), rules.getNameHelper().getUniqueClassName(name, node, target));
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

    private JType map(String name, JsonNode node, JPackage target, Schema schema) {
        JType value = node.path("additionalProperties").isObject()
                ? rules.getSchemaRule()
                        .apply(
                                name + "_value",
                                node.get("additionalProperties"),
                                node,
                                target,
                                rules.inside(schema, "additionalProperties"))
                : target.owner().ref(JsonNode.class);
        return target.owner().ref(Map.class).narrow(target.owner().ref(String.class), value.boxify());
    }

    private List<Member> members(String name, JsonNode node, JPackage target, Schema schema) {
        Set<String> required = new HashSet<>();
        node.path("required").forEach(member -> required.add(member.asText()));
        List<Member> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : node.get("properties").properties()) {
            if (!SchemaKeywords.isForbidden(property.getValue())) {
                Schema inside = rules.inside(schema, "properties", property.getKey());
                members.add(member(name, property.getKey(), required.contains(property.getKey()), target, inside));
            }
        }
        return members;
    }

    private Member member(String owner, String jsonName, boolean required, JPackage target, Schema schema) {
        JsonNode node = schema.getContent();
        String javaName = rules.getNameHelper().getPropertyName(jsonName, node);
        if (TAKEN.contains(javaName)) {
            throw SchemaKeywords.stop(owner, "%s would be called %s in Java".formatted(jsonName, javaName));
        }
        JType type = rules.getSchemaRule().apply(jsonName, node, node, target, schema);
        return new Member(
                jsonName,
                javaName,
                typeName(required ? type.unboxify() : type.boxify()),
                required,
                description(jsonName, schema),
                node.get("const"));
    }

    /** The description of a member stands with it, or with what it refers to. */
    private String description(String jsonName, Schema schema) {
        JsonNode node = schema.getContent();
        if (node.has("$ref")) {
            return description(jsonName, rules.resolve(schema, node.get("$ref").asText()));
        }
        return node.path("description").asText("The member " + jsonName + ".");
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
