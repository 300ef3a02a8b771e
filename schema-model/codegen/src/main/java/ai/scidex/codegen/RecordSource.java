package ai.scidex.codegen;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
                .addAnnotation(AnnotationSpec.builder(JsonInclude.class)
                        .addMember("value", "$T.Include.NON_NULL", JsonInclude.class)
                        .build())
                .addAnnotation(names(JsonPropertyOrder.class, members.stream()))
                .recordConstructor(canonicalConstructor())
                .addMethod(compactConstructor())
                .addMethod(builderMethod())
                .addType(new BuilderSource(this).toType());
        sealedInterface.ifPresent(parent -> implement(type, parent));
        if (isOpen) {
            type.addField(knownNames());
        }
        members.stream().filter(Member::isConstant).forEach(member -> type.addMethod(constantMethod(member)));
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
        return member(jsonName).map(Member::constant).map(JsonNode::asText);
    }

    /** Jackson has chosen the variant by then: it must neither ask again nor take the constant for an unknown member. */
    private void implement(TypeSpec.Builder type, ClassName parent) {
        type.addSuperinterface(parent)
                .addAnnotation(AnnotationSpec.builder(JsonTypeInfo.class)
                        .addMember("use", "$T.Id.NONE", JsonTypeInfo.class)
                        .build())
                .addAnnotation(
                        names(JsonIgnoreProperties.class, members.stream().filter(Member::isConstant)).toBuilder()
                                .addMember("allowGetters", "true")
                                .build());
    }

    private static AnnotationSpec names(Class<?> annotation, Stream<Member> members) {
        AnnotationSpec.Builder names = AnnotationSpec.builder(annotation);
        members.forEach(member -> names.addMember("value", "$S", member.jsonName()));
        return names.build();
    }

    private MethodSpec canonicalConstructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        for (Member member : components()) {
            constructor.addParameter(ParameterSpec.builder(member.declaredType(), member.javaName())
                    .addAnnotation(jsonProperty(member))
                    .addJavadoc(Javadoc.of(member.description()))
                    .build());
        }
        if (isOpen) {
            constructor.addParameter(ParameterSpec.builder(ADDITIONAL, "additionalProperties")
                    .addAnnotation(JsonAnySetter.class)
                    .addAnnotation(JsonAnyGetter.class)
                    .addJavadoc(ADDITIONAL_DESCRIPTION + "\n")
                    .build());
        }
        return constructor.build();
    }

    private MethodSpec compactConstructor() {
        MethodSpec.Builder constructor = MethodSpec.compactConstructorBuilder().addModifiers(Modifier.PUBLIC);
        for (Member member : components()) {
            if (member.required() && !member.type().isPrimitive()) {
                constructor.addStatement("$L", member.checked());
            }
            member.copied().ifPresent(copy -> constructor.addStatement("$N = $L", member.javaName(), copy));
        }
        if (isOpen) {
            constructor.addCode(keepAdditional());
        }
        return constructor.build();
    }

    /** Jackson hands the unknown members over in no useful order: sorted, they are at least always the same. */
    private static CodeBlock keepAdditional() {
        return CodeBlock.builder()
                .addStatement(
                        "additionalProperties = $T.unmodifiableMap(new $T<>(additionalProperties))",
                        Collections.class,
                        TreeMap.class)
                .beginControlFlow("for ($T known : KNOWN)", String.class)
                .beginControlFlow("if (additionalProperties.containsKey(known))")
                .addStatement(
                        "throw new $T(known + $S)",
                        IllegalArgumentException.class,
                        " must not be among the additional properties")
                .endControlFlow()
                .endControlFlow()
                .build();
    }

    private FieldSpec knownNames() {
        CodeBlock names = Stream.concat(members.stream().map(Member::jsonName), forbidden.stream())
                .map(jsonName -> CodeBlock.of("$S", jsonName))
                .collect(CodeBlock.joining(",\n"));
        return FieldSpec.builder(ParameterizedTypeName.get(List.class, String.class), "KNOWN")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$T.of($>$>\n$L$<$<)", List.class, names)
                .build();
    }

    private MethodSpec constantMethod(Member member) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(member.javaName())
                .addModifiers(Modifier.PUBLIC)
                .returns(member.type())
                .addJavadoc(Javadoc.of(member.description()))
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

    private static AnnotationSpec jsonProperty(Member member) {
        AnnotationSpec.Builder property = AnnotationSpec.builder(JsonProperty.class);
        property.addMember("value", "$S", member.jsonName());
        if (member.required() && !member.isConstant()) {
            property.addMember("required", "true");
        }
        return property.build();
    }
}
