package ai.scidex.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A member of a JSON object and what becomes of it in Java: a component of the record, or a method if it is constant.
 *
 * @param jsonName its name in the document
 * @param javaName its name in Java
 * @param type its type; a primitive only if it is required
 * @param required whether every document has it
 * @param description what it means, as the schema says
 * @param constant the only value that it can have, if there is but one
 */
record Member(
        String jsonName,
        String javaName,
        TypeName type,
        boolean required,
        String description,
        @Nullable JsonNode constant) {

    private static final AnnotationSpec NULLABLE = AnnotationSpec.builder(
                    ClassName.get("org.jspecify.annotations", "Nullable"))
            .build();

    /** Returns the type as a signature shows it: of an optional member it says that there may be none. */
    TypeName declaredType() {
        return required ? type : type.annotated(NULLABLE);
    }

    /** Returns the type of a variable that has no value yet. */
    TypeName pendingType() {
        return type.box().annotated(NULLABLE);
    }

    boolean isConstant() {
        return constant != null;
    }

    /** Returns the constant as an expression in Java. */
    CodeBlock constantCode() {
        return constant != null && constant.isTextual()
                ? CodeBlock.of("$S", constant.asText())
                : CodeBlock.of("$L", constant);
    }

    /** Returns an expression that is the value of the variable, or fails and names the member. */
    CodeBlock checked() {
        return CodeBlock.of("$T.requireNonNull($N, $S)", Objects.class, javaName, jsonName + " is missing");
    }

    /** Returns an expression that is an unmodifiable copy of the variable, if its type is a collection. */
    Optional<CodeBlock> copied() {
        if (!(type instanceof ParameterizedTypeName collection)) {
            return Optional.empty();
        }
        CodeBlock copy = collection.rawType().equals(ClassName.get(List.class))
                ? CodeBlock.of("$T.copyOf($N)", List.class, javaName)
                : CodeBlock.of("$T.unmodifiableMap(new $T<>($N))", Collections.class, LinkedHashMap.class, javaName);
        return Optional.of(required ? copy : CodeBlock.of("$N == null ? null : $L", javaName, copy));
    }
}
