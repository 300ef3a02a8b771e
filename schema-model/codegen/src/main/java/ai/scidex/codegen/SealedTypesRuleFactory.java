package ai.scidex.codegen;

import com.palantir.javapoet.ClassName;
import com.sun.codemodel.JClass;
import com.sun.codemodel.JClassContainer;
import com.sun.codemodel.JPackage;
import com.sun.codemodel.JType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jsonschema2pojo.JsonPointerUtils;
import org.jsonschema2pojo.Schema;
import org.jsonschema2pojo.rules.Rule;
import org.jsonschema2pojo.rules.RuleFactory;

/**
 * Makes jsonschema2pojo generate a sealed interface from a {@code oneOf} and a record from an object.
 *
 * <p>The plugin creates it by name. It also holds what one rule has to tell another during a run.
 */
public final class SealedTypesRuleFactory extends RuleFactory {

    private final Map<Schema, ClassName> interfaces = new HashMap<>();
    private final Map<ClassName, RecordSource> records = new HashMap<>();

    /** Creates the rules for one run; the plugin sets the configuration afterwards. */
    public SealedTypesRuleFactory() {}

    @Override
    public Rule<JClassContainer, JType> getSchemaRule() {
        return new OneOfRule(this);
    }

    @Override
    public Rule<JClassContainer, JType> getTypeRule() {
        return new UnionRule(this);
    }

    @Override
    public Rule<JPackage, JType> getObjectRule() {
        return new RecordRule(this);
    }

    @Override
    public Rule<JPackage, JClass> getArrayRule() {
        return new ListRule(this);
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
