package ai.scidex.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.Optional;

/**
 * A member of a JSON object and what becomes of it in Java: a component of the record, or a method if it is constant.
 *
 * @param jsonName its name in the document
 * @param javaName its name in Java
 * @param type its type; a primitive only if it is required
 * @param required whether every document has it
 * @param definition what the schema says of its value
 */
record Member(String jsonName, String javaName, TypeName type, boolean required, Definition definition) {

    static final AnnotationSpec NULLABLE = AnnotationSpec.builder(ClassName.get("org.jspecify.annotations", "Nullable"))
            .build();

    /** Returns the type as a signature shows it: of an optional member it says that there may be none. */
    TypeName declaredType() {
        return required ? type : type.annotated(NULLABLE);
    }

    /** Returns the type of a variable that has no value yet. */
    TypeName pendingType() {
        return type.box().annotated(NULLABLE);
    }

    Shape shape() {
        return definition.shape();
    }

    /** Returns what the member means and which values it may have. */
    String meaning() {
        return LimitWords.append(definition.description().orElse("The member " + jsonName + "."), definition);
    }

    /** Returns the same, and that there may be none. */
    String meaningOfAccessor() {
        return required ? meaning() : meaning() + " Null if it is not given.";
    }

    /** Returns the only value that it can have, if there is but one. */
    Optional<JsonNode> constant() {
        return Optional.ofNullable(definition.node().get("const"));
    }

    boolean isConstant() {
        return constant().isPresent();
    }

    /** Returns the constant as an expression in Java. */
    CodeBlock constantCode() {
        JsonNode constant = constant().orElseThrow();
        return constant.isTextual() ? CodeBlock.of("$S", constant.asText()) : CodeBlock.of("$L", constant);
    }
}
