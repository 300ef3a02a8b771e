package ai.scidex.catalog.validation;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A file of the corpus: the cases of one property or one question.
 *
 * @param about what the cases are about
 */
record CorpusFile(Path path, String about, List<CorpusCase> cases) {

    private static final String ENDING = ".json";

    static CorpusFile read(Path path, Function<String, String> bases) {
        JsonNode file = parse(path.toString(), text(path));
        String name = path.getFileName().toString().replace(ENDING, "");
        List<CorpusCase> cases = new ArrayList<>();
        for (JsonNode text : file.path("cases")) {
            cases.add(CorpusCase.of(
                    name, (ObjectNode) text, variant -> (ObjectNode) parse(variant, bases.apply(variant))));
        }
        return new CorpusFile(path, file.path("about").asText(), cases);
    }

    /** Returns the file as it stands. */
    String text() {
        return text(path);
    }

    /** Returns the file as it is when each case has the violations that {@code judge} finds. */
    String written(Function<JsonNode, List<Violation>> judge) {
        return cases.stream()
                .map(each -> written(each, judge.apply(each.document())))
                .collect(Collectors.joining(
                        ",\n", "{\n  \"about\": %s,\n  \"cases\": [\n".formatted(quoted(about)), "\n  ]\n}\n"));
    }

    void write(String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }

    private static String written(CorpusCase each, List<Violation> violations) {
        String told = each.text().properties().stream()
                .filter(member -> !member.getKey().equals("violations"))
                .map(CorpusFile::written)
                .collect(Collectors.joining(", ", "    {", ", \"violations\": ["));
        return violations.stream()
                .map(violation -> "\n      {\"pointer\": %s, \"keyword\": %s, \"message\": %s}"
                        .formatted(
                                quoted(violation.pointer()), quoted(violation.keyword()), quoted(violation.message())))
                .collect(Collectors.joining(",", told, "]}"));
    }

    private static String written(Map.Entry<String, JsonNode> member) {
        return quoted(member.getKey()) + ": " + written(member.getValue());
    }

    private static String written(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT ->
                value.properties().stream().map(CorpusFile::written).collect(Collectors.joining(", ", "{", "}"));
            case ARRAY -> value.valueStream().map(CorpusFile::written).collect(Collectors.joining(", ", "[", "]"));
            case STRING -> quoted(value.textValue());
            case NUMBER -> value.isBigDecimal() ? value.decimalValue().toString() : value.asText();
            default -> value.asText();
        };
    }

    /** Everything is spelt out that a reader could not see. */
    private static String quoted(String text) {
        String json = MetadataJson.write(TextNode.valueOf(text));
        StringBuilder quoted = new StringBuilder();
        json.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || (type == Character.SPACE_SEPARATOR && c != ' ')) {
                for (char unit : Character.toChars(c)) {
                    quoted.append("\\u%04X".formatted((int) unit));
                }
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.toString();
    }

    private static JsonNode parse(String name, String text) {
        try {
            return MetadataJson.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " is no JSON: " + e.getMessage(), e);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
