package ai.scidex.catalog.validation;

import ai.scidex.metadata.MalformedDocumentException;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.resource.ClasspathSchemaLoader;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.StreamSupport;

/**
 * Whether a schema is what is promised of it: plain Draft-07, two variants told apart by {@code is_external}, each with its
 * required members and with examples that are valid. Uses no network.
 */
public final class SchemaSelfTest {

    private static final String IS_EXTERNAL = "is_external";

    private final MetadataSchema schema;
    private final JsonNode document;
    private final Subschemas subschemas;
    private final Map<String, JsonNode> variants = new TreeMap<>();
    private final List<SchemaCheck> checks = new ArrayList<>();

    private SchemaSelfTest(MetadataSchema schema, JsonNode document) {
        this.schema = schema;
        this.document = document;
        this.subschemas = Subschemas.of(document);
    }

    /** Returns every check of {@code schema}. Where an earlier one fails, a later one may say that it had nothing to look at. */
    public static List<SchemaCheck> of(MetadataSchema schema) {
        try {
            return new SchemaSelfTest(schema, MetadataJson.parse(schema.text())).run();
        } catch (MalformedDocumentException e) {
            return List.of(new SchemaCheck("is-json", "no JSON", List.of(e.getOriginalMessage())));
        }
    }

    private List<SchemaCheck> run() {
        checks.add(new SchemaCheck("is-json", "reads as JSON", List.of()));
        isDraft07();
        referencesResolve();
        patternsCompile();
        hasTwoVariants();
        variantsRequireTheirMembers();
        examplesAreValid();
        return List.copyOf(checks);
    }

    private void isDraft07() {
        List<String> problems = new ArrayList<>();
        String dialect = document.path("$schema").asText();
        if (!dialect.equals(SchemaId.V7)) {
            problems.add("/$schema: is \"%s\"; write \"%s\"".formatted(dialect, SchemaId.V7));
        }
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ROOT)
                .build();
        JsonSchemaFactory.getInstance(
                        VersionFlag.V7,
                        factory -> factory.schemaLoaders(loaders ->
                                loaders.add(new ClasspathSchemaLoader()).add(DisallowSchemaLoader.getInstance())))
                .getSchema(SchemaLocation.of(SchemaId.V7), config)
                .validate(document)
                .forEach(
                        message -> problems.add("%s: %s".formatted(message.getInstanceLocation(), message.getError())));
        add("is-draft-07", "judged by the metaschema", problems);
    }

    private void referencesResolve() {
        List<String> problems = new ArrayList<>();
        int count = 0;
        for (Subschemas.Place place : subschemas.places()) {
            if (place.schema().has("$ref")) {
                count++;
                String reference = place.schema().path("$ref").asText();
                if (resolved(reference).isMissingNode()) {
                    problems.add("%s: \"%s\" leads nowhere in this file".formatted(place.keyword("$ref"), reference));
                }
            }
        }
        add("references-resolve", "%d references".formatted(count), problems);
    }

    private JsonNode resolved(String reference) {
        boolean isPointer = reference.equals("#") || reference.startsWith("#/");
        return isPointer ? document.at(reference.substring(1)) : MissingNode.getInstance();
    }

    private void patternsCompile() {
        List<String> problems = new ArrayList<>();
        int count = 0;
        for (Subschemas.Place place : subschemas.places()) {
            for (Map.Entry<String, String> pattern : patterns(place).entrySet()) {
                count++;
                try {
                    Pattern.compile(pattern.getValue());
                } catch (PatternSyntaxException e) {
                    problems.add(
                            "%s: %s at character %d".formatted(pattern.getKey(), e.getDescription(), e.getIndex() + 1));
                }
            }
        }
        add("patterns-compile", "%d patterns".formatted(count), problems);
    }

    /** The patterns of one schema, by where they stand. */
    private static Map<String, String> patterns(Subschemas.Place place) {
        Map<String, String> patterns = new TreeMap<>();
        if (place.schema().path("pattern").isTextual()) {
            patterns.put(
                    place.keyword("pattern"), place.schema().path("pattern").asText());
        }
        place.schema()
                .path("patternProperties")
                .fieldNames()
                .forEachRemaining(name -> patterns.put(
                        new Subschemas.Place(place.keyword("patternProperties"), place.schema()).keyword(name), name));
        return patterns;
    }

    private void hasTwoVariants() {
        List<String> problems = new ArrayList<>();
        JsonNode branches = document.path("oneOf");
        if (branches.size() != 2) {
            problems.add("/oneOf: has %d branches; give one for each variant, internal and external"
                    .formatted(branches.size()));
        }
        List<Boolean> told = new ArrayList<>();
        for (int i = 0; i < branches.size(); i++) {
            String reference = branches.path(i).path("$ref").asText();
            String pointer = reference.startsWith("#") ? reference.substring(1) : "/oneOf/" + i;
            JsonNode variant = reference.isEmpty() ? branches.path(i) : resolved(reference);
            variants.put(pointer, variant);
            JsonNode constant = variant.path("properties").path(IS_EXTERNAL).path("const");
            if (constant.isBoolean()) {
                told.add(constant.booleanValue());
            } else {
                problems.add("%s/properties/is_external: has no const that is true or false".formatted(pointer));
            }
        }
        if (problems.isEmpty() && told.get(0).equals(told.get(1))) {
            problems.add("/oneOf: both variants are told by is_external %s; make one of them %s"
                    .formatted(told.get(0), !told.get(0)));
        }
        add("has-two-variants", "%d variants told apart by is_external".formatted(branches.size()), problems);
    }

    private void variantsRequireTheirMembers() {
        List<String> problems = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        variants.forEach((pointer, variant) -> {
            List<String> required = texts(variant.path("required"));
            counts.add(Integer.toString(required.size()));
            if (!required.contains(IS_EXTERNAL)) {
                problems.add(
                        "%s/required: does not name is_external, which tells the variants apart".formatted(pointer));
            }
            required.stream()
                    .filter(name -> !variant.path("properties").has(name))
                    .forEach(name ->
                            problems.add("%s/required: names %s, which is no property".formatted(pointer, name)));
        });
        add("variants-require-their-members", "%s required members".formatted(String.join(" and ", counts)), problems);
    }

    private void examplesAreValid() {
        if (!checks.stream().allMatch(SchemaCheck::ok)) {
            add("examples-are-valid", "no example", List.of("nothing was looked at, because a check above failed"));
            return;
        }
        MetadataValidator validator = new MetadataValidator(schema);
        List<String> problems = new ArrayList<>();
        int count = 0;
        for (Map.Entry<String, JsonNode> variant : variants.entrySet()) {
            String pointer = variant.getKey() + "/examples";
            JsonNode examples = variant.getValue().path("examples");
            if (examples.isEmpty()) {
                problems.add("%s: there is none; give at least one".formatted(pointer));
            }
            JsonNode constant =
                    variant.getValue().path("properties").path(IS_EXTERNAL).path("const");
            for (int i = 0; i < examples.size(); i++) {
                count++;
                String example = pointer + "/" + i;
                if (!examples.path(i).path(IS_EXTERNAL).equals(constant)) {
                    problems.add("%s: is no example of this variant; its is_external is not %s"
                            .formatted(example, constant));
                }
                validator
                        .validate(examples.path(i))
                        .violations()
                        .forEach(violation ->
                                problems.add("%s%s: %s".formatted(example, violation.pointer(), violation.message())));
            }
        }
        add("examples-are-valid", "%d examples".formatted(count), problems);
    }

    private void add(String id, String found, List<String> problems) {
        checks.add(new SchemaCheck(id, found, problems));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
