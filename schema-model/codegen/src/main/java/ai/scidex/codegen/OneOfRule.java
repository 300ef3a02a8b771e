package ai.scidex.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.ClassName;
import com.sun.codemodel.JClass;
import com.sun.codemodel.JClassContainer;
import com.sun.codemodel.JPackage;
import com.sun.codemodel.JType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsonschema2pojo.Schema;
import org.jsonschema2pojo.rules.SchemaRule;

/**
 * Every schema: a {@code oneOf} becomes a sealed interface that permits a record per branch, an {@code allOf} of one
 * reference is what it refers to, and the rest goes to the rule of its type.
 */
final class OneOfRule extends SchemaRule {

    private final SealedTypesRuleFactory rules;

    OneOfRule(SealedTypesRuleFactory rules) {
        super(rules);
        this.rules = rules;
    }

    @Override
    public JType apply(String name, JsonNode node, JsonNode parent, JClassContainer container, Schema schema) {
        SchemaKeywords.check(name, node);
        if (node.has("allOf")) {
            return apply(name, node.get("allOf").get(0), node, container, schema);
        }
        if (node.has("oneOf")) {
            return sealedInterface(name, node, container.getPackage(), schema);
        }
        return super.apply(name, node, parent, container, schema);
    }

    private JType sealedInterface(String name, JsonNode node, JPackage target, Schema schema) {
        ClassName self = rules.newName(name, node, target);
        JClass type = target.owner().directClass(self.canonicalName());
        schema.setJavaTypeIfEmpty(type);

        List<RecordSource> variants = new ArrayList<>();
        for (JsonNode branch : node.get("oneOf")) {
            rules.implement(rules.resolve(schema, branch.get("$ref").asText()), self);
            JType variant = apply(name, branch, node, target, schema);
            variants.add(rules.recordOf(ClassName.bestGuess(variant.fullName()))
                    .orElseThrow(() -> SchemaKeywords.stop(name, variant.name() + " in oneOf is no record")));
        }
        String description = node.path("description").asText(name);
        SourceFile.add(
                target, new InterfaceSource(self, description, variants, discriminator(name, variants)).toType());
        return type;
    }

    /** Returns the member that is constant in every variant, with a value of its own in each. */
    private static String discriminator(String name, List<RecordSource> variants) {
        for (Member candidate : variants.get(0).members()) {
            Set<String> values = new HashSet<>();
            variants.forEach(variant -> variant.constant(candidate.jsonName()).ifPresent(values::add));
            if (values.size() == variants.size()) {
                return candidate.jsonName();
            }
        }
        throw SchemaKeywords.stop(name, "no member tells the branches of oneOf apart by its const");
    }
}
