package ai.scidex.codegen;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jsonschema2pojo.util.Inflector;

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
        List<Member> constants =
                product.members().stream().filter(Member::isConstant).toList();
        if (!constants.isEmpty()) {
            // A constant has no setter, and must not be taken for an additional member.
            type.addAnnotation(RecordSource.names(JsonIgnoreProperties.class, constants.stream()));
        }
        Set<String> names = new HashSet<>();
        product.components().forEach(member -> names.add(member.javaName()));
        for (Member member : product.components()) {
            type.addField(member.pendingType(), member.javaName(), Modifier.PRIVATE);
            type.addMethod(setter(member));
            switch (member.shape()) {
                case TEXT_OR_LIST -> type.addMethods(textAndList(member));
                case MAP -> type.addMethods(adders(member, names));
                default -> {}
            }
        }
        if (product.isOpen()) {
            type.addField(FieldSpec.builder(RecordSource.ADDITIONAL, "additionalProperties")
                    .addModifiers(Modifier.PRIVATE)
                    .initializer("new $T<>()", LinkedHashMap.class)
                    .build());
            type.addMethod(setter("additionalProperties", Javadoc.of(RecordSource.ADDITIONAL_DESCRIPTION))
                    .addParameter(RecordSource.ADDITIONAL, "additionalProperties")
                    .addStatement("this.$1N = new $2T<>($1N)", "additionalProperties", LinkedHashMap.class)
                    .addStatement("return this")
                    .build());
            List<MethodSpec> adders = adders(
                    "additionalProperty",
                    ClassName.get(JsonNode.class),
                    CodeBlock.of("Adds a member that the schema does not name.\n"),
                    CodeBlock.of("additionalProperties.put(name, value);\n"),
                    CodeBlock.of("$T.place(name)", limits()));
            type.addMethod(
                    adders.get(0).toBuilder().addAnnotation(JsonAnySetter.class).build());
            type.addMethods(adders.subList(1, adders.size()));
        }
        return type.addMethod(build()).build();
    }

    private ClassName name() {
        return product.name().nestedClass("Builder");
    }

    private ClassName limits() {
        return product.name().peerClass("Limits");
    }

    private ClassName frozen() {
        return product.name().peerClass("Frozen");
    }

    private MethodSpec setter(Member member) {
        CodeBlock meaning = meaning(member);
        MethodSpec.Builder setter = setter(member.javaName(), meaning)
                .addAnnotation(RecordSource.jsonProperty(member))
                .addParameter(member.declaredType(), member.javaName());
        if (member.shape() == Shape.MAP) {
            // A copy, because entries may be added to it one by one.
            setter.addStatement(
                    "this.$1N = $1N == null ? null : new $2T<>($1N)", member.javaName(), LinkedHashMap.class);
        } else {
            setter.addStatement("this.$1N = $1N", member.javaName());
        }
        return setter.addStatement("return this").build();
    }

    private static CodeBlock meaning(Member member) {
        return Javadoc.of(member.meaning() + (member.required() ? " Required." : ""));
    }

    private List<MethodSpec> textAndList(Member member) {
        ClassName type = product.name().peerClass("TextOrList");
        return List.of(
                setter(member.javaName(), meaning(member))
                        .addParameter(String.class, "text")
                        .addStatement("return $N($T.text(text))", member.javaName(), type)
                        .build(),
                setter(member.javaName(), meaning(member))
                        .addParameter(ParameterizedTypeName.get(List.class, String.class), "texts")
                        .addStatement("return $N($T.list(texts))", member.javaName(), type)
                        .build());
    }

    /** Returns methods that add one entry to a map; they have its name in the singular, if that is free. */
    private List<MethodSpec> adders(Member member, Set<String> names) {
        String singular = Inflector.getInstance().singularize(member.javaName());
        TypeName value = ((ParameterizedTypeName) member.type()).typeArguments().get(1);
        CodeBlock meaning = CodeBlock.of("Adds an entry to $L.\n", member.jsonName());
        CodeBlock begun = CodeBlock.builder()
                .beginControlFlow("if (this.$N == null)", member.javaName())
                .addStatement("this.$N = new $T<>()", member.javaName(), LinkedHashMap.class)
                .endControlFlow()
                .addStatement("this.$N.put(name, value)", member.javaName())
                .build();
        CodeBlock place = CodeBlock.of("$T.inside($S, name)", limits(), member.jsonName());
        return adders(names.add(singular) ? singular : member.javaName(), value, meaning, begun, place);
    }

    private List<MethodSpec> adders(
            String methodName, TypeName value, CodeBlock meaning, CodeBlock added, CodeBlock place) {
        List<MethodSpec> adders = new ArrayList<>();
        adders.add(setter(methodName, meaning)
                .addParameter(String.class, "name")
                .addParameter(value, "value")
                .addCode(added)
                .addStatement("return this")
                .build());
        if (value.equals(ClassName.get(JsonNode.class))) {
            adders.add(adder(
                    methodName,
                    meaning,
                    TypeName.get(String.class),
                    CodeBlock.of("$T.valueOf(value)", TextNode.class)));
            adders.add(adder(
                    methodName,
                    meaning,
                    TypeName.get(Number.class),
                    CodeBlock.of("$T.node($L, value)", frozen(), place)));
            adders.add(
                    adder(methodName, meaning, TypeName.BOOLEAN, CodeBlock.of("$T.valueOf(value)", BooleanNode.class)));
        }
        if (value.equals(product.name().peerClass("Measurement"))) {
            adders.add(adder(
                    methodName,
                    meaning,
                    TypeName.get(Number.class),
                    CodeBlock.of("$T.of($T.number($L, value))", value, frozen(), place)));
        }
        return adders;
    }

    private MethodSpec adder(String methodName, CodeBlock meaning, TypeName value, CodeBlock converted) {
        return setter(methodName, meaning)
                .addParameter(String.class, "name")
                .addParameter(ParameterSpec.builder(value, "value").build())
                .addStatement("return $N(name, $L)", methodName, converted)
                .build();
    }

    private MethodSpec.Builder setter(String methodName, CodeBlock meaning) {
        return MethodSpec.methodBuilder(methodName)
                .addModifiers(Modifier.PUBLIC)
                .returns(name())
                .addJavadoc(meaning);
    }

    private MethodSpec build() {
        Stream<CodeBlock> arguments = product.components().stream().map(this::argument);
        if (product.isOpen()) {
            arguments = Stream.concat(arguments, Stream.of(CodeBlock.of("additionalProperties")));
        }
        return MethodSpec.methodBuilder("build")
                .addModifiers(Modifier.PUBLIC)
                .returns(product.name())
                .addJavadoc("Returns what was collected.\n\n")
                .addJavadoc(
                        "@throws IllegalArgumentException if a member is missing or not valid; the message names it\n")
                .addStatement("return new $T(\n$L)", product.name(), arguments.collect(CodeBlock.joining(",\n")))
                .build();
    }

    /** The record checks what can be null in it; a primitive has to be checked before it is one. */
    private CodeBlock argument(Member member) {
        return member.type().isPrimitive()
                ? CodeBlock.of("$T.required($S, $N)", limits(), member.jsonName(), member.javaName())
                : CodeBlock.of("$N", member.javaName());
    }
}
