package ai.scidex.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * The source of the builder inside a record.
 *
 * @param product the record that it builds
 */
record BuilderSource(RecordSource product) {

    TypeSpec toType() {
        TypeSpec.Builder type = TypeSpec.classBuilder(name())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Collects the members of {@link $T}.\n", product.name())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        for (Member member : product.components()) {
            type.addField(member.pendingType(), member.javaName(), Modifier.PRIVATE);
            type.addMethod(setter(member));
        }
        if (product.isOpen()) {
            type.addField(FieldSpec.builder(RecordSource.ADDITIONAL, "additionalProperties")
                    .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("new $T<>()", LinkedHashMap.class)
                    .build());
            type.addMethod(additionalProperty());
        }
        return type.addMethod(build()).build();
    }

    private ClassName name() {
        return product.name().nestedClass("Builder");
    }

    private MethodSpec setter(Member member) {
        return setter(member.javaName(), Javadoc.of(member.description()))
                .addParameter(member.declaredType(), member.javaName())
                .addStatement("this.$1N = $1N", member.javaName())
                .addStatement("return this")
                .build();
    }

    private MethodSpec additionalProperty() {
        return setter("additionalProperty", CodeBlock.of("Adds a member that the schema does not name.\n"))
                .addParameter(String.class, "name")
                .addParameter(JsonNode.class, "value")
                .addStatement("additionalProperties.put(name, value)")
                .addStatement("return this")
                .build();
    }

    private MethodSpec.Builder setter(String methodName, CodeBlock meaning) {
        return MethodSpec.methodBuilder(methodName)
                .addModifiers(Modifier.PUBLIC)
                .returns(name())
                .addJavadoc(meaning);
    }

    private MethodSpec build() {
        Stream<CodeBlock> arguments = product.components().stream().map(BuilderSource::argument);
        if (product.isOpen()) {
            arguments = Stream.concat(arguments, Stream.of(CodeBlock.of("additionalProperties")));
        }
        return MethodSpec.methodBuilder("build")
                .addModifiers(Modifier.PUBLIC)
                .returns(product.name())
                .addJavadoc("Returns what was collected; fails, and names the member, if a required one is missing.\n")
                .addStatement("return new $T(\n$L)", product.name(), arguments.collect(CodeBlock.joining(",\n")))
                .build();
    }

    /** The record checks what can be null in it; a primitive has to be checked before it is one. */
    private static CodeBlock argument(Member member) {
        return member.type().isPrimitive() ? member.checked() : CodeBlock.of("$N", member.javaName());
    }
}
