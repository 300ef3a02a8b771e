package ai.scidex.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * The source of a record's constructor: each member is complete, copied, and inside its limits, or the record is not made.
 *
 * <p>The work is done by {@code Frozen}, {@code Limits} and {@code TextPattern} of the target package.
 */
final class ConstructorSource {

    private final ClassName frozen;
    private final ClassName limits;
    private final ClassName textPattern;
    private final RecordSource product;
    private final Map<List<String>, FieldSpec> patterns = new LinkedHashMap<>();

    ConstructorSource(RecordSource product) {
        this.product = product;
        this.frozen = product.name().peerClass("Frozen");
        this.limits = product.name().peerClass("Limits");
        this.textPattern = product.name().peerClass("TextPattern");
    }

    /** Adds the constructor, and the constants that it uses. */
    void addTo(TypeSpec.Builder type) {
        MethodSpec.Builder constructor = MethodSpec.compactConstructorBuilder().addModifiers(Modifier.PUBLIC);
        product.components().forEach(member -> constructor.addCode(takeOver(member)));
        if (product.isOpen()) {
            constructor.addStatement("additionalProperties = $T.members(1, additionalProperties)", frozen);
            constructor.addStatement("$T.additional(additionalProperties.keySet(), KNOWN, FORBIDDEN)", limits);
        }
        type.addFields(patterns.values()).addMethod(constructor.build());
    }

    private CodeBlock takeOver(Member member) {
        CodeBlock place = CodeBlock.of("$S", member.jsonName());
        CodeBlock value = CodeBlock.of("$N", member.javaName());
        CodeBlock.Builder code = CodeBlock.builder();
        switch (member.shape()) {
            case NUMBER, JSON, LIST, MAP ->
                code.addStatement("$L = $L", value, copy(member.definition(), place, value, 1));
            case BIG_WHOLE_NUMBER -> code.addStatement("$L", copy(member.definition(), place, value, 1));
            case TEXT -> {
                if (!member.definition().hasPattern()) {
                    code.addStatement("$L", copy(member.definition(), place, value, 1));
                }
            }
            case BOOLEAN, WHOLE_NUMBER, ENUM, RECORD, TEXT_OR_LIST, MEASUREMENT -> {
                if (member.required() && !member.type().isPrimitive()) {
                    code.addStatement("$L", copy(member.definition(), place, value, 1));
                }
            }
        }
        code.add(checks(member.definition(), place, value, 1));
        if (member.required() || code.isEmpty()) {
            return code.build();
        }
        return CodeBlock.builder()
                .beginControlFlow("if ($L != null)", value)
                .add(code.build())
                .endControlFlow()
                .build();
    }

    /** Returns an expression that is {@code value} as a record may keep it. */
    private CodeBlock copy(Definition definition, CodeBlock place, CodeBlock value, int depth) {
        Definition entry;
        switch (definition.shape()) {
            case LIST -> entry = definition.entry();
            case MAP -> entry = definition.value();
            default -> {
                return CodeBlock.of("$T.$L($L, $L)", copier(definition), copyMethod(definition), place, value);
            }
        }
        CodeBlock entryPlace = CodeBlock.of("place$L", depth);
        CodeBlock entryValue = CodeBlock.of("value$L", depth);
        CodeBlock copyOfEntry = isCollection(entry)
                ? CodeBlock.of("($L, $L) -> $L", entryPlace, entryValue, copy(entry, entryPlace, entryValue, depth + 1))
                : CodeBlock.of("$T::$L", copier(entry), copyMethod(entry));
        return CodeBlock.of("$T.$L($L, $L, $L)", frozen, copyMethod(definition), place, value, copyOfEntry);
    }

    private static boolean isCollection(Definition definition) {
        return definition.shape() == Shape.LIST || definition.shape() == Shape.MAP;
    }

    private ClassName copier(Definition definition) {
        return copyMethod(definition).equals("required") ? limits : frozen;
    }

    private static String copyMethod(Definition definition) {
        return switch (definition.shape()) {
            case TEXT -> "text";
            case NUMBER, BIG_WHOLE_NUMBER -> "number";
            case JSON -> "json";
            case LIST -> "list";
            case MAP -> "map";
            case BOOLEAN, WHOLE_NUMBER, ENUM, RECORD, TEXT_OR_LIST, MEASUREMENT -> "required";
        };
    }

    /** Returns the statements that check {@code value} against its limits. */
    private CodeBlock checks(Definition definition, CodeBlock place, CodeBlock value, int depth) {
        JsonNode node = definition.node();
        return switch (definition.shape()) {
            case TEXT -> textChecks(definition, place, value);
            case WHOLE_NUMBER -> numberChecks(node, place, CodeBlock.of("$T.valueOf($L)", BigDecimal.class, value));
            case BIG_WHOLE_NUMBER -> numberChecks(node, place, CodeBlock.of("new $T($L)", BigDecimal.class, value));
            case NUMBER -> numberChecks(node, place, value);
            case LIST ->
                CodeBlock.builder()
                        .add(listChecks(definition, place, value))
                        .add(eachEntry(definition.entry(), place, value, depth))
                        .build();
            case MAP ->
                CodeBlock.builder()
                        .add(check(node, "minProperties", "entriesAtLeast", place, CodeBlock.of("$L.size()", value)))
                        .add(check(node, "maxProperties", "entriesAtMost", place, CodeBlock.of("$L.size()", value)))
                        .add(eachEntry(definition.value(), place, value, depth))
                        .build();
            case TEXT_OR_LIST -> textOrListChecks(definition, place, value, depth);
            case JSON -> typeCheck(node, place, value);
            case BOOLEAN, ENUM, RECORD, MEASUREMENT -> CodeBlock.of("");
        };
    }

    private CodeBlock textChecks(Definition definition, CodeBlock place, CodeBlock value) {
        JsonNode node = definition.node();
        CodeBlock.Builder code = CodeBlock.builder()
                .add(check(node, "minLength", "lengthAtLeast", place, value))
                .add(check(node, "maxLength", "lengthAtMost", place, value));
        if (definition.hasPattern()) {
            code.addStatement("$N.check($L, $L)", pattern(definition), place, value);
        }
        return code.build();
    }

    private CodeBlock numberChecks(JsonNode node, CodeBlock place, CodeBlock value) {
        return CodeBlock.builder()
                .add(check(node, "minimum", "atLeast", place, value))
                .add(check(node, "exclusiveMinimum", "moreThan", place, value))
                .add(check(node, "maximum", "atMost", place, value))
                .add(check(node, "exclusiveMaximum", "lessThan", place, value))
                .add(check(node, "multipleOf", "multipleOf", place, value))
                .build();
    }

    private CodeBlock listChecks(Definition definition, CodeBlock place, CodeBlock value) {
        JsonNode node = definition.node();
        CodeBlock size = CodeBlock.of("$L.size()", value);
        CodeBlock.Builder code = CodeBlock.builder()
                .add(check(node, "minItems", "entriesAtLeast", place, size))
                .add(check(node, "maxItems", "entriesAtMost", place, size));
        if (node.path("uniqueItems").asBoolean()) {
            if (!Set.of(Shape.TEXT, Shape.ENUM).contains(definition.entry().shape())) {
                throw SchemaKeywords.stop(definition.name(), "uniqueItems is kept for texts alone");
            }
            code.addStatement("$T.distinct($L, $L)", limits, place, value);
        }
        return code.build();
    }

    private CodeBlock textOrListChecks(Definition definition, CodeBlock place, CodeBlock value, int depth) {
        CodeBlock texts = CodeBlock.of("$L.texts()", value);
        CodeBlock text = CodeBlock.of("$L.texts().get(0)", value);
        CodeBlock.Builder code = CodeBlock.builder();
        if (!definition.hasPattern() || !definition.entry().hasPattern()) {
            code.addStatement("$T.each($L, $L, $T::text)", limits, place, texts, frozen);
        }
        return code.beginControlFlow("if ($L.isList())", value)
                .add(listChecks(definition, place, texts))
                .add(eachEntry(definition.entry(), place, texts, depth))
                .nextControlFlow("else")
                .add(textChecks(definition, place, text))
                .endControlFlow()
                .build();
    }

    private CodeBlock eachEntry(Definition entry, CodeBlock place, CodeBlock value, int depth) {
        CodeBlock entryPlace = CodeBlock.of("place$L", depth);
        CodeBlock entryValue = CodeBlock.of("value$L", depth);
        CodeBlock checks = checks(entry, entryPlace, entryValue, depth + 1);
        return checks.isEmpty()
                ? checks
                : CodeBlock.builder()
                        .add("$T.each($L, $L, ($L, $L) -> {\n$>", limits, place, value, entryPlace, entryValue)
                        .add(checks)
                        .add("$<});\n")
                        .build();
    }

    private CodeBlock typeCheck(JsonNode node, CodeBlock place, CodeBlock value) {
        CodeBlock types = SchemaKeywords.typesOf(node).stream()
                .map(type -> CodeBlock.of("$S", type))
                .collect(CodeBlock.joining(", "));
        return types.isEmpty()
                ? types
                : CodeBlock.builder()
                        .addStatement("$T.type($L, $L, $L)", limits, place, value, types)
                        .build();
    }

    private CodeBlock check(JsonNode node, String keyword, String method, CodeBlock place, CodeBlock value) {
        if (!node.has(keyword)) {
            return CodeBlock.of("");
        }
        BigDecimal limit = node.get(keyword).decimalValue();
        CodeBlock literal = SchemaKeywords.isCount(keyword)
                ? CodeBlock.of("$L", limit.intValueExact())
                : CodeBlock.of("$S", limit.toPlainString());
        return CodeBlock.builder()
                .addStatement("$T.$L($L, $L, $L)", limits, method, place, value, literal)
                .build();
    }

    /** Returns the constant that holds the pattern; the same pattern with the same words is held once. */
    private FieldSpec pattern(Definition definition) {
        String regex = definition.node().get("pattern").asText();
        String remedy = definition
                .closestDescription()
                .map(ConstructorSource::phrase)
                .orElseThrow(() -> SchemaKeywords.stop(
                        definition.name(), "the pattern needs a description, which tells people what to give"));
        return patterns.computeIfAbsent(List.of(regex, remedy), key -> {
            String name = constantName(definition.name()) + "_PATTERN";
            boolean isTaken =
                    patterns.values().stream().anyMatch(field -> field.name().equals(name));
            return FieldSpec.builder(textPattern, isTaken ? name + "_" + patterns.size() : name)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("$T.of($>$>\n$S,\n$S$<$<)", textPattern, regex, remedy)
                    .build();
        });
    }

    private static String constantName(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toUpperCase(Locale.ROOT);
    }

    /** Returns a sentence as it goes on after "give". */
    private static String phrase(String sentence) {
        String phrase = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        boolean isAcronym = phrase.length() > 1 && Character.isUpperCase(phrase.charAt(1));
        return isAcronym ? phrase : phrase.substring(0, 1).toLowerCase(Locale.ROOT) + phrase.substring(1);
    }
}
