package ai.scidex.codegen;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import com.sun.codemodel.JClass;
import com.sun.codemodel.JClassContainer;
import com.sun.codemodel.JPackage;
import com.sun.codemodel.JType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;
import org.jsonschema2pojo.Schema;
import org.jsonschema2pojo.rules.Rule;

/** An enumeration of texts becomes an enum whose constants know the text that they are in JSON. */
final class EnumRule implements Rule<JClassContainer, JType> {

    private final SealedTypesRuleFactory rules;

    EnumRule(SealedTypesRuleFactory rules) {
        this.rules = rules;
    }

    @Override
    public JType apply(String name, JsonNode node, JsonNode parent, JClassContainer container, Schema schema) {
        JPackage target = container.getPackage();
        ClassName self = rules.newName(name, node, target);
        JClass type = target.owner().directClass(self.canonicalName());
        schema.setJavaTypeIfEmpty(type);
        SourceFile.add(target, source(self, node.path("description").asText(name), constants(name, node)));
        return type;
    }

    /** Returns the texts by the names of their constants. */
    private static Map<String, String> constants(String name, JsonNode node) {
        Map<String, String> constants = new LinkedHashMap<>();
        for (JsonNode value : node.get("enum")) {
            String text = value.asText();
            String constant = text.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
            if (!SourceVersion.isIdentifier(constant) || SourceVersion.isKeyword(constant)) {
                throw SchemaKeywords.stop(name, "the enum value %s makes no name in Java".formatted(value));
            }
            String other = constants.put(constant, text);
            if (other != null) {
                throw SchemaKeywords.stop(
                        name, "the enum values %s and %s are both %s in Java".formatted(other, text, constant));
            }
        }
        return constants;
    }

    private static TypeSpec source(ClassName self, String description, Map<String, String> constants) {
        TypeSpec.Builder type = TypeSpec.enumBuilder(self)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(Javadoc.of(description))
                .addField(String.class, "value", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(String.class, "value")
                        .addStatement("this.value = value")
                        .build());
        constants.forEach((constant, text) -> type.addEnumConstant(
                constant,
                TypeSpec.anonymousClassBuilder("$S", text)
                        .addJavadoc(Javadoc.of("Written as " + text + "."))
                        .build()));
        return type.addMethod(of(self, constants))
                .addMethod(parse(self))
                .addMethod(MethodSpec.methodBuilder("value")
                        .addModifiers(Modifier.PUBLIC)
                        .addAnnotation(JsonValue.class)
                        .addJavadoc("Returns the text that it is in JSON.\n")
                        .returns(String.class)
                        .addStatement("return value")
                        .build())
                .addMethod(MethodSpec.methodBuilder("toString")
                        .addModifiers(Modifier.PUBLIC)
                        .addAnnotation(Override.class)
                        .returns(String.class)
                        .addStatement("return value")
                        .build())
                .build();
    }

    private static MethodSpec of(ClassName self, Map<String, String> constants) {
        return MethodSpec.methodBuilder("of")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addAnnotation(JsonCreator.class)
                .addJavadoc("Returns the constant that is written as {@code value}.\n\n")
                .addJavadoc("@throws IllegalArgumentException if there is none\n")
                .returns(self)
                .addParameter(String.class, "value")
                .addStatement(
                        "return parse(value).orElseThrow(() -> new $T(\n$T.quote(value) + $S))",
                        IllegalArgumentException.class,
                        self.peerClass("Limits"),
                        " is none of " + String.join(", ", constants.values()))
                .build();
    }

    private static MethodSpec parse(ClassName self) {
        return MethodSpec.methodBuilder("parse")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("Returns the constant that is written as {@code value}, if there is one.\n")
                .returns(ParameterizedTypeName.get(ClassName.get(Optional.class), self))
                .addParameter(String.class, "value")
                .addStatement(
                        "return $T.stream(values()).filter(constant -> constant.value.equals(value)).findFirst()",
                        Arrays.class)
                .build();
    }
}
