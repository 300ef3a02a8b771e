package ai.scidex.codegen;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/**
 * The source of a sealed interface: what its variants have in common, and how to tell them apart.
 *
 * @param name its name
 * @param description what it is
 * @param variants the records that it permits
 * @param discriminator the member whose value names the variant, as it is called in JSON
 */
record InterfaceSource(ClassName name, String description, List<RecordSource> variants, String discriminator) {

    TypeSpec toType() {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.SEALED)
                .addJavadoc(Javadoc.of(description))
                .addAnnotation(typeInfo())
                .addAnnotation(subTypes())
                .addMethod(match());
        variants.forEach(variant -> type.addPermittedSubclass(variant.name()));
        variants.get(0).members().stream().filter(this::isShared).forEach(member -> type.addMethod(accessor(member)));
        if (variants.stream().allMatch(RecordSource::isOpen)) {
            type.addMethod(accessor(
                    "additionalProperties", RecordSource.ADDITIONAL, Javadoc.of(RecordSource.ADDITIONAL_DESCRIPTION)));
        }
        return type.build();
    }

    private boolean isShared(Member member) {
        return variants.stream()
                .allMatch(variant -> variant.member(member.jsonName())
                        .filter(other -> other.declaredType().equals(member.declaredType()))
                        .isPresent());
    }

    private MethodSpec accessor(Member member) {
        List<String> meanings = variants.stream()
                .map(variant -> variant.member(member.jsonName()).orElseThrow().meaningOfAccessor())
                .distinct()
                .toList();
        CodeBlock meaning = meanings.size() == 1 ? Javadoc.of(meanings.get(0)) : meaningInEach(member);
        return accessor(member.javaName(), member.declaredType(), meaning);
    }

    private CodeBlock meaningInEach(Member member) {
        CodeBlock.Builder meanings = CodeBlock.builder()
                .add(Javadoc.of("The member %s, which each variant describes:".formatted(member.jsonName())));
        for (RecordSource variant : variants) {
            meanings.add("\n<p>{@link $T}: ", variant.name())
                    .add(Javadoc.of(
                            variant.member(member.jsonName()).orElseThrow().meaningOfAccessor()));
        }
        return meanings.build();
    }

    private static MethodSpec accessor(String javaName, TypeName type, CodeBlock meaning) {
        return MethodSpec.methodBuilder(javaName)
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .addJavadoc(meaning)
                .returns(type)
                .build();
    }

    private AnnotationSpec typeInfo() {
        return AnnotationSpec.builder(JsonTypeInfo.class)
                .addMember("use", "$T.Id.NAME", JsonTypeInfo.class)
                .addMember("include", "$T.As.EXISTING_PROPERTY", JsonTypeInfo.class)
                .addMember("property", "$S", discriminator)
                .build();
    }

    private AnnotationSpec subTypes() {
        AnnotationSpec.Builder types = AnnotationSpec.builder(JsonSubTypes.class);
        for (RecordSource variant : variants) {
            types.addMember(
                    "value",
                    "@$T(value = $T.class, name = $S)",
                    JsonSubTypes.Type.class,
                    variant.name(),
                    variant.constant(discriminator).orElseThrow());
        }
        return types.build();
    }

    /** Java 17 has no exhaustive switch over a sealed type: a call of this stops compiling when a variant is added. */
    private MethodSpec match() {
        TypeVariableName result = TypeVariableName.get("R");
        MethodSpec.Builder match = MethodSpec.methodBuilder("match")
                .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                .addTypeVariable(result)
                .returns(result)
                .addJavadoc("Returns what the function for the variant at hand makes of it.\n");
        for (RecordSource variant : variants) {
            String function = "on" + variant.name().simpleName();
            match.addParameter(
                            ParameterizedTypeName.get(
                                    ClassName.get(Function.class),
                                    WildcardTypeName.supertypeOf(variant.name()),
                                    WildcardTypeName.subtypeOf(result)),
                            function)
                    .beginControlFlow("if (this instanceof $T variant)", variant.name())
                    .addStatement("return $N.apply(variant)", function)
                    .endControlFlow();
        }
        return match.addStatement("throw new $T($S + this)", AssertionError.class, "unhandled ")
                .build();
    }
}
