package ai.scidex.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.ClassName;
import com.sun.codemodel.JClassContainer;
import com.sun.codemodel.JPackage;
import com.sun.codemodel.JType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsonschema2pojo.JsonPointerUtils;
import org.jsonschema2pojo.Schema;
import org.jsonschema2pojo.rules.Rule;
import org.jsonschema2pojo.rules.RuleFactory;

/**
 * Makes jsonschema2pojo generate a sealed interface from a {@code oneOf} and a record from an object.
 *
 * <p>What is generated calls types of the target package that are written by hand: {@code TextOrList} and
 * {@code Measurement}, which are values, and {@code Limits}, {@code TextPattern} and {@code Frozen}, which check and copy
 * what a record is given.
 *
 * <p>The plugin creates it by name. It also holds what one rule has to tell another during a run.
 */
public final class SealedTypesRuleFactory extends RuleFactory {

    private static final Set<String> WRITTEN_BY_HAND =
            Set.of("TextOrList", "Measurement", "Limits", "TextPattern", "Frozen");

    private final Map<Schema, ClassName> interfaces = new HashMap<>();
    private final Map<ClassName, RecordSource> records = new HashMap<>();
    private final Set<Schema> unfinished = new HashSet<>();

    /** Creates the rules for one run; the plugin sets the configuration afterwards. */
    public SealedTypesRuleFactory() {}

    @Override
    public Rule<JClassContainer, JType> getSchemaRule() {
        return new OneOfRule(this);
    }

    @Override
    public Rule<JClassContainer, JType> getTypeRule() {
        return new ValueTypeRule(this);
    }

    @Override
    public Rule<JPackage, JType> getObjectRule() {
        return new RecordRule(this);
    }

    @Override
    public Rule<JClassContainer, JType> getEnumRule() {
        return new EnumRule(this);
    }

    /** Returns the name of the type that is generated for a schema called {@code name}. */
    ClassName newName(String name, JsonNode node, JPackage target) {
        String simpleName = getNameHelper().getUniqueClassName(name, node, target);
        if (WRITTEN_BY_HAND.contains(simpleName)) {
            throw SchemaKeywords.stop(name, simpleName + " is written by hand; choose another name");
        }
        return ClassName.get(target.name(), simpleName);
    }

    /** Notes that the record of {@code variant} implements {@code sealedInterface}. */
    void implement(Schema variant, ClassName sealedInterface) {
        interfaces.put(variant, sealedInterface);
    }

    /** Returns the interface that the record of {@code schema} implements, if any. */
    Optional<ClassName> interfaceOf(Schema schema) {
        return Optional.ofNullable(interfaces.get(schema));
    }

    /** Notes what was generated. */
    void remember(RecordSource generated) {
        records.put(generated.name(), generated);
    }

    /** Returns the record of that name, if this run has generated it. */
    Optional<RecordSource> recordOf(ClassName name) {
        return Optional.ofNullable(records.get(name));
    }

    /** Returns the type of the values that {@code definition} describes, and generates it if it is new. */
    JType typeOf(Definition definition, JClassContainer target) {
        Schema schema = definition.schema();
        if (schema.isGenerated()) {
            return schema.getJavaType();
        }
        if (!unfinished.add(schema)) {
            throw SchemaKeywords.stop(definition.name(), "it holds itself, with no named member on the way");
        }
        JType type = getSchemaRule().apply(definition.name(), definition.node(), definition.node(), target, schema);
        unfinished.remove(schema);
        return type;
    }

    /** Returns the schema that {@code reference} points to, as seen from {@code schema}. */
    Schema resolve(Schema schema, String reference) {
        return getSchemaStore().create(schema, reference, getGenerationConfig().getRefFragmentPathDelimiters());
    }

    /** Returns the schema that stands under {@code names} inside {@code schema}. */
    Schema inside(Schema schema, String... names) {
        String fragment = schema.getId() == null ? null : schema.getId().getFragment();
        StringBuilder pointer = new StringBuilder("#").append(fragment == null ? "" : fragment);
        for (String name : names) {
            pointer.append('/').append(JsonPointerUtils.encodeReferenceToken(name));
        }
        return resolve(schema, pointer.toString());
    }
}
