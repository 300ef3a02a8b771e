package ai.scidex.codegen.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.codegen.evolution.Change.Kind;
import ai.scidex.codegen.schema.SchemaFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Schemas of a small world are compared, and a validator says whether the comparison told the truth. */
class SchemaComparisonPropertyTest {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V7);

    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().losslessNarrowing(true).build();

    /** Keywords with a value of each, of which schemas are made; the validator takes uniqueItems wrong for objects. */
    private static final List<String> DEMANDS = List.of(
            "'type': 'string'",
            "'type': 'integer'",
            "'type': 'number'",
            "'type': ['string', 'array']",
            "'type': ['object', 'null']",
            "'type': 'object'",
            "'type': 'array'",
            "'enum': ['a', 1]",
            "'enum': ['a', 'ab', null, 2]",
            "'const': 1.0",
            "'const': 'ab'",
            "'minimum': 1",
            "'minimum': 2",
            "'exclusiveMinimum': 1",
            "'maximum': 1.5",
            "'exclusiveMaximum': 2",
            "'multipleOf': 0.5",
            "'multipleOf': 1",
            "'minLength': 1",
            "'minLength': 2",
            "'maxLength': 1",
            "'pattern': '^a'",
            "'pattern': 'b'",
            "'minItems': 1",
            "'maxItems': 1",
            "'items': {'type': 'integer'}",
            "'items': {'type': 'number'}",
            "'items': {'$ref': '#/definitions/D'}",
            "'items': [{'type': 'string'}]",
            "'minProperties': 1",
            "'maxProperties': 1",
            "'required': ['p']",
            "'required': ['p', 'q']",
            "'properties': {'p': {'type': 'integer'}}",
            "'properties': {'p': {'type': 'number'}, 'q': false}",
            "'properties': {'p': {'$ref': '#/definitions/D'}}",
            "'properties': {'q': {'enum': ['a', 1]}}",
            "'additionalProperties': false",
            "'additionalProperties': {'type': 'number'}",
            "'additionalProperties': {'$ref': '#/definitions/D'}",
            "'allOf': [{'$ref': '#/definitions/D'}]",
            "'allOf': [{'properties': {'q': true}, 'additionalProperties': {'type': 'integer'}}]",
            "'not': {'$ref': '#/definitions/D'}",
            "'oneOf': [{'type': 'object', 'required': ['p'], 'properties': {'p': {'const': 1}}},"
                    + " {'type': 'object', 'required': ['p'], 'properties': {'p': {'const': 'a'}}}]",
            "'oneOf': [{'type': 'object', 'required': ['p'], 'properties': {'p': {'const': 1}}},"
                    + " {'type': 'object', 'required': ['p'], 'properties': {'p': {'enum': ['a', 'ab']}}}]",
            "'oneOf': [{'type': 'object', 'required': ['p'], 'properties': {'p': {'const': 1}}}, {'type': 'object'}]",
            "'format': 'uri'");

    private static final List<JsonNode> DOCUMENTS = documents();

    /** The promise of {@link SchemaComparison}; where a member is new, documents that do not use its name. */
    @Property(tries = 600)
    void leavesEveryDocumentValidWhereItNamesNothingThatBreaks(
            @ForAll("schemas") JsonNode former, @ForAll("changes") Function<JsonNode, JsonNode> change) {
        JsonNode current = change.apply(former);
        List<Change> changes = changes(former, current);
        boolean breaks = changes.stream().anyMatch(found -> found.kind() == Kind.BREAKING);
        Statistics.label("what was compared").collect(breaks ? "breaking" : former.equals(current) ? "same" : "other");

        if (!breaks) {
            JsonSchema before = FACTORY.getSchema(former, CONFIG);
            JsonSchema after = FACTORY.getSchema(current, CONFIG);
            List<JsonNode> lost = DOCUMENTS.stream()
                    .filter(document -> before.validate(document).isEmpty())
                    .filter(document -> !usesNewMember(document, changes))
                    .filter(document -> !after.validate(document).isEmpty())
                    .toList();
            assertThat(lost).as("%s, then %s", former, current).isEmpty();
        }
    }

    @Property(tries = 200)
    void keepsSilentAboutWordsAndOrder(@ForAll("schemas") JsonNode schema) {
        assertThat(changes(schema, reworded(schema))).isEmpty();
    }

    @Property(tries = 200)
    void keepsSilentAboutDefinitionsThatMoved(@ForAll("schemas") JsonNode schema) {
        ObjectNode moved = JsonNodeFactory.instance.objectNode();
        ObjectNode definitions = schema.path("definitions").deepCopy();
        ObjectNode whole = ((ObjectNode) schema.deepCopy()).without("definitions");
        moved.putArray("allOf").addObject().put("$ref", "#/definitions/Whole");
        moved.set("definitions", definitions.set("Whole", whole));

        assertThat(changes(schema, moved)).isEmpty();
    }

    @Provide
    Arbitrary<JsonNode> schemas() {
        Arbitrary<List<String>> demands =
                Arbitraries.of(DEMANDS).list().ofMinSize(0).ofMaxSize(4);
        Arbitrary<List<String>> ofDefinition = Arbitraries.of(DEMANDS)
                .filter(demand -> !demand.contains("$ref"))
                .list()
                .ofMinSize(0)
                .ofMaxSize(2);
        return Combinators.combine(demands, ofDefinition).as((whole, definition) -> {
            ObjectNode schema = schema(whole);
            schema.putObject("definitions").set("D", schema(definition));
            return schema;
        });
    }

    /** One or two demands are dropped, put in or replaced, in the schema itself or in its definition. */
    @Provide
    Arbitrary<Function<JsonNode, JsonNode>> changes() {
        Arbitrary<Function<JsonNode, JsonNode>> one = Combinators.combine(
                        Arbitraries.of(DEMANDS), Arbitraries.of(true, false), Arbitraries.of("", "/definitions/D"))
                .as((demand, dropped, where) -> schema -> changed(schema, demand, dropped, where));
        return Combinators.combine(one, one, Arbitraries.of(true, false))
                .as((first, second, both) -> both ? first.andThen(second) : first);
    }

    private static JsonNode changed(JsonNode schema, String demand, boolean dropped, String where) {
        ObjectNode changed = schema.deepCopy();
        ObjectNode place = (ObjectNode) changed.at(where);
        boolean leadsBack = !where.isEmpty() && demand.contains("$ref");
        String keyword = schema(List.of(demand)).fieldNames().next();
        if (dropped) {
            place.remove(keyword);
        } else if (!leadsBack) {
            place.setAll(schema(List.of(demand)));
        }
        return changed;
    }

    private static ObjectNode schema(List<String> demands) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        demands.forEach(demand -> schema.setAll((ObjectNode) parse("{%s}".formatted(demand))));
        return schema;
    }

    /** Members in the opposite order, and another description wherever one may stand. */
    private static JsonNode reworded(JsonNode schema) {
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode reworded = JsonNodeFactory.instance.objectNode();
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(schema.properties());
        members.sort(Map.Entry.comparingByKey(Comparator.reverseOrder()));
        for (Map.Entry<String, JsonNode> member : members) {
            boolean isSchema = Set.of("items", "additionalProperties").contains(member.getKey());
            reworded.set(member.getKey(), isSchema ? reworded(member.getValue()) : member.getValue());
        }
        return reworded.put("description", "other words").put("title", "another title");
    }

    private static boolean usesNewMember(JsonNode document, List<Change> changes) {
        Set<String> names = new HashSet<>();
        changes.stream()
                .filter(change -> change.kind() == Kind.NOTE)
                .forEach(change ->
                        names.add(change.pointer().substring(change.pointer().lastIndexOf('/') + 1)));
        return names.stream().anyMatch(name -> document.findValue(name) != null);
    }

    private static List<Change> changes(JsonNode former, JsonNode current) {
        return SchemaComparison.between(SchemaFile.parse(former.toString()), SchemaFile.parse(current.toString()));
    }

    /** Every value of a small world: scalars, arrays of up to two of them, objects of up to two members. */
    private static List<JsonNode> documents() {
        List<String> scalars = List.of("null", "true", "0", "1", "1.0", "1.5", "2", "3", "''", "'a'", "'b'", "'ab'");
        List<String> values = new ArrayList<>(scalars);
        values.addAll(List.of("[]", "{}", "[1]", "{'p': 1}"));
        List<String> all = new ArrayList<>(values);
        for (String one : values) {
            all.add("[%s]".formatted(one));
            Stream.of("p", "q", "r").forEach(name -> all.add("{'%s': %s}".formatted(name, one)));
            for (String other : scalars) {
                all.add("[%s, %s]".formatted(one, other));
                all.add("{'p': %s, 'q': %s}".formatted(one, other));
                all.add("{'p': %s, 'r': %s}".formatted(one, other));
            }
        }
        return all.stream().map(SchemaComparisonPropertyTest::parse).toList();
    }

    private static JsonNode parse(String json) {
        return SchemaFile.parse(json.replace('\'', '"')).root();
    }
}
