package ai.scidex.codegen;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * The source of a record: its components, the checks of its constructor, its constants, and its builder.
 *
 * @param name its name
 * @param description what it is
 * @param sealedInterface the interface that it is a variant of, if any
 * @param members its members, in the order of the schema
 * @param forbidden names in JSON that it must not have
 * @param isOpen whether it keeps members that the schema does not name
 */
record RecordSource(
        ClassName name,
        String description,
        Optional<ClassName> sealedInterface,
        List<Member> members,
        List<String> forbidden,
        boolean isOpen) {

    static final TypeName ADDITIONAL = ParameterizedTypeName.get(Map.class, String.class, JsonNode.class);

    static final String ADDITIONAL_DESCRIPTION = "The members that the schema does not name, as they were read.";

    TypeSpec toType() {
        TypeSpec.Builder type = TypeSpec.recordBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(Javadoc.of(description))
                .addJavadoc(
                        "\n<p>Whoever makes one gives it valid members, or gets an {@link $T} that\n",
                        IllegalArgumentException.class)
                .addJavadoc("names the member that is missing or not valid. What it holds, nobody can change.\n")
                .addAnnotation(AnnotationSpec.builder(JsonInclude.class)
                        .addMember("value", "$T.Include.NON_NULL", JsonInclude.class)
                        .build())
                .addAnnotation(names(JsonPropertyOrder.class, members.stream()))
                .addAnnotation(AnnotationSpec.builder(JsonDeserialize.class)
                        .addMember("builder", "$T.class", name.nestedClass("Builder"))
                        .build())
                .recordConstructor(canonicalConstructor());
        sealedInterface.ifPresent(parent -> implement(type, parent));
        if (isOpen) {
            type.addField(names("KNOWN", members.stream().map(Member::jsonName)))
                    .addField(names("FORBIDDEN", forbidden.stream()));
        }
        new ConstructorSource(this).addTo(type);
        type.addMethod(builderMethod()).addMethod(toBuilderMethod()).addType(new BuilderSource(this).toType());
        members.stream().filter(Member::isConstant).forEach(member -> type.addMethod(constantMethod(member)));
        if (isOpen || components().stream().anyMatch(member -> holdsJson(member.definition()))) {
            type.addMethod(equalsMethod());
            type.addMethod(hashCodeMethod());
        }
        return type.build();
    }

    /** Returns the members that have a value of their own in every instance. */
    List<Member> components() {
        return members.stream().filter(member -> !member.isConstant()).toList();
    }

    Optional<Member> member(String jsonName) {
        return members.stream()
                .filter(member -> member.jsonName().equals(jsonName))
                .findFirst();
    }

    /** Returns the only value that the member can have, as text; empty if it can have more than one. */
    Optional<String> constant(String jsonName) {
        return member(jsonName).flatMap(Member::constant).map(JsonNode::asText);
    }

    /** Jackson has chosen the variant by then, and must not ask again. */
    private static void implement(TypeSpec.Builder type, ClassName parent) {
        type.addSuperinterface(parent)
                .addAnnotation(AnnotationSpec.builder(JsonTypeInfo.class)
                        .addMember("use", "$T.Id.NONE", JsonTypeInfo.class)
                        .build());
    }

    static AnnotationSpec names(Class<?> annotation, Stream<Member> members) {
        AnnotationSpec.Builder names = AnnotationSpec.builder(annotation);
        members.forEach(member -> names.addMember("value", "$S", member.jsonName()));
        return names.build();
    }

    private MethodSpec canonicalConstructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        for (Member member : components()) {
            constructor.addParameter(ParameterSpec.builder(member.declaredType(), member.javaName())
                    .addAnnotation(jsonProperty(member))
                    .addJavadoc(Javadoc.ofParameter(member.meaningOfAccessor()))
                    .build());
        }
        if (isOpen) {
            constructor.addParameter(ParameterSpec.builder(ADDITIONAL, "additionalProperties")
                    .addAnnotation(JsonAnyGetter.class)
                    .addJavadoc(ADDITIONAL_DESCRIPTION + "\n")
                    .build());
        }
        return constructor.build();
    }

    private static FieldSpec names(String constant, Stream<String> jsonNames) {
        CodeBlock names =
                jsonNames.map(jsonName -> CodeBlock.of("$S", jsonName)).collect(CodeBlock.joining(",\n"));
        CodeBlock list = names.isEmpty()
                ? CodeBlock.of("$T.of()", List.class)
                : CodeBlock.of("$T.of($>$>\n$L$<$<)", List.class, names);
        return FieldSpec.builder(ParameterizedTypeName.get(List.class, String.class), constant)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(list)
                .build();
    }

    private static boolean holdsJson(Definition definition) {
        return switch (definition.shape()) {
            case JSON -> true;
            case LIST -> holdsJson(definition.entry());
            case MAP -> holdsJson(definition.value());
            default -> false;
        };
    }

    /** Two nodes may be equal and yet be written differently, as 1.1 and 1.10 are. */
    private MethodSpec equalsMethod() {
        CodeBlock same = componentNames()
                .map(component ->
                        CodeBlock.of("$T.same(this.$N, that.$N)", name.peerClass("Frozen"), component, component))
                .collect(CodeBlock.joining("\n&& "));
        return MethodSpec.methodBuilder("equals")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .addJavadoc(
                        "Returns whether {@code other} is written as the same JSON, whatever the order of members.\n")
                .addParameter(ParameterSpec.builder(ClassName.OBJECT.annotated(Member.NULLABLE), "other")
                        .build())
                .returns(boolean.class)
                .addStatement("return other instanceof $T that\n&& $L", name, same)
                .build();
    }

    private MethodSpec hashCodeMethod() {
        return MethodSpec.methodBuilder("hashCode")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .returns(int.class)
                .addStatement(
                        "return $T.hash(\n$L)",
                        Objects.class,
                        componentNames()
                                .map(component -> CodeBlock.of("$N", component))
                                .collect(CodeBlock.joining(",\n")))
                .build();
    }

    private Stream<String> componentNames() {
        Stream<String> names = components().stream().map(Member::javaName);
        return isOpen ? Stream.concat(names, Stream.of("additionalProperties")) : names;
    }

    private MethodSpec toBuilderMethod() {
        ClassName builder = name.nestedClass("Builder");
        CodeBlock setters = componentNames()
                .map(component -> CodeBlock.of(".$N($N)", component, component))
                .collect(CodeBlock.joining("\n"));
        return MethodSpec.methodBuilder("toBuilder")
                .addModifiers(Modifier.PUBLIC)
                .returns(builder)
                .addJavadoc("Returns a new builder that holds what this holds.\n")
                .addStatement("return builder()\n$L", setters)
                .build();
    }

    private MethodSpec constantMethod(Member member) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(member.javaName())
                .addModifiers(Modifier.PUBLIC)
                .returns(member.type())
                .addJavadoc(Javadoc.of(member.meaningOfAccessor()))
                .addAnnotation(jsonProperty(member))
                .addStatement("return $L", member.constantCode());
        if (sealedInterface.isPresent()) {
            method.addAnnotation(Override.class);
        }
        return method.build();
    }

    private MethodSpec builderMethod() {
        ClassName builder = name.nestedClass("Builder");
        return MethodSpec.methodBuilder("builder")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(builder)
                .addJavadoc("Returns a new, empty builder.\n")
                .addStatement("return new $T()", builder)
                .build();
    }

    static AnnotationSpec jsonProperty(Member member) {
        return AnnotationSpec.builder(JsonProperty.class)
                .addMember("value", "$S", member.jsonName())
                .build();
    }
}
