package ai.scidex.codegen.reference;

import ai.scidex.codegen.schema.Conjunction;
import ai.scidex.codegen.schema.JsonKind;
import ai.scidex.codegen.schema.Place;
import ai.scidex.codegen.schema.SchemaFile;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The page that tells people what a schema says: each variant with its members, what is inside them, and examples.
 *
 * <p>Everything on it is taken from the schema; the same schema gives the same bytes.
 */
public final class SchemaReference {

    private static final String HEAD =
            Markdown.row("member", "required", "type", "value", "meaning") + "|---|---|---|---|---|\n";

    private final SchemaFile schema;
    private final TextKinds texts;
    private final ValueWords words;
    private final StringBuilder page = new StringBuilder();

    /** What has a section of its own because it is inside a member, by its heading. */
    private final Map<String, Conjunction> inside = new LinkedHashMap<>();

    private SchemaReference(SchemaFile schema) {
        this.schema = schema;
        this.texts = TextKinds.of(schema);
        this.words = new ValueWords(texts);
    }

    /**
     * Returns the page.
     *
     * @param path where the schema is, as seen from the page
     * @throws IllegalArgumentException if the schema has a keyword that there are no words for
     */
    public static String of(SchemaFile schema, String path) {
        SchemaReference reference = new SchemaReference(schema);
        reference.write(path);
        return reference.page.toString();
    }

    private void write(String path) {
        JsonNode root = schema.root();
        page.append("<!-- Generated from the schema. Do not edit: CONTRIBUTING.md says how it is written anew. -->\n");
        page.append("# Reference: ")
                .append(Markdown.prose(root.path("title").asText()))
                .append("\n\n");
        paragraph(Markdown.prose(root.path("description").asText()));
        page.append("- Schema: [%s](%s), of the dialect %s\n"
                .formatted(
                        Markdown.code(path.substring(path.lastIndexOf('/') + 1)),
                        path,
                        Markdown.code(root.path("$schema").asText())));
        page.append("- Version: %s\n".formatted(Markdown.code("v" + schema.version())));
        page.append("- `$id`: %s\n\n".formatted(Markdown.code(root.path("$id").asText())));

        Map<String, Conjunction> variants = variants();
        tellApart(variants);
        variants.forEach(this::variant);
        // Sections are found while sections are written.
        for (int i = 0; i < inside.size(); i++) {
            String heading = List.copyOf(inside.keySet()).get(i);
            page.append("## ").append(heading).append("\n\n");
            object(Optional.ofNullable(inside.get(heading)).orElseThrow());
        }
        textKinds();
    }

    private Map<String, Conjunction> variants() {
        Map<String, Conjunction> variants = new LinkedHashMap<>();
        for (int i = 0; i < schema.root().path("oneOf").size(); i++) {
            Place branch = Place.root(schema).inside("oneOf", Integer.toString(i));
            String reference = branch.node().path("$ref").asText();
            variants.put(reference.substring(reference.lastIndexOf('/') + 1), Conjunction.of(branch));
        }
        return variants;
    }

    private void tellApart(Map<String, Conjunction> variants) {
        variants.values().stream()
                .flatMap(variant -> variant.names().stream())
                .distinct()
                .filter(name -> variants.values().stream()
                        .noneMatch(variant -> variant.member(name).with("const").isEmpty()))
                .findFirst()
                .ifPresent(name -> {
                    page.append(Markdown.row(Markdown.code(name), "variant")).append("|---|---|\n");
                    variants.forEach((title, variant) -> page.append(
                            Markdown.row(words.demands(variant.member(name)), Markdown.link(title, title))));
                    page.append('\n');
                });
        boolean takesNull = variants.values().stream()
                .anyMatch(variant -> variant.names().stream()
                        .anyMatch(name -> variant.member(name).kinds().contains(JsonKind.NULL)));
        if (!takesNull) {
            paragraph("An explicit `null` is no value of any member that is named here: leave an optional one out.");
        }
    }

    private void variant(String title, Conjunction variant) {
        page.append("## ").append(Markdown.prose(title)).append("\n\n");
        paragraph(description(variant));
        object(variant);
        List<JsonNode> examples = new ArrayList<>();
        variant.all("examples").forEach(all -> all.forEach(examples::add));
        for (JsonNode example : examples) {
            paragraph("An example:");
            page.append("```json\n").append(SchemaFile.print(example)).append("\n```\n\n");
        }
    }

    /** Writes the members of an object, and what becomes of others. */
    private void object(Conjunction object) {
        List<String> named = object.names().stream()
                .filter(name -> !object.member(name).isNothing())
                .toList();
        if (!object.kinds().equals(Set.of(JsonKind.OBJECT))) {
            paragraph("%s. An object has these members:".formatted(capitalised(ValueWords.types(object))));
        }
        page.append(HEAD);
        for (String name : named) {
            page.append(member(object, name));
        }
        page.append('\n');
        String forbidden = object.names().stream()
                .filter(name -> object.member(name).isNothing())
                .map(Markdown::code)
                .collect(Collectors.joining(", "));
        if (!forbidden.isEmpty()) {
            paragraph("Must be absent: %s.".formatted(forbidden));
        }
        paragraph(others(object));
    }

    private String member(Conjunction object, String name) {
        Conjunction member = object.member(name);
        List<String> demands = new ArrayList<>();
        String demand = words.demands(member);
        if (!demand.isEmpty()) {
            demands.add(demand);
        }
        insideOf(name, member).ifPresent(demands::add);
        return Markdown.row(
                Markdown.code(name),
                object.required().contains(name) ? "yes" : "no",
                ValueWords.types(member),
                String.join("; ", demands),
                description(member));
    }

    /** Tells what is inside the member: in a few words, or in a section of its own and a link to it. */
    private Optional<String> insideOf(String name, Conjunction member) {
        Conjunction elements = member.elements();
        if (member.kinds().contains(JsonKind.ARRAY) && !elements.names().isEmpty()) {
            return Optional.of(section("each element", "Each element of `%s`".formatted(name), elements));
        }
        if (!member.kinds().contains(JsonKind.OBJECT)) {
            return Optional.empty();
        }
        if (!member.names().isEmpty()) {
            return Optional.of(section("its members", "Inside `%s`".formatted(name), member));
        }
        Conjunction each = member.others();
        if (each.isNothing()) {
            return Optional.of("no members");
        }
        if (each.isAnything()) {
            return member.kinds().size() == 1 ? Optional.of("any members") : Optional.empty();
        }
        return Optional.of(
                each.names().isEmpty()
                        ? "each member: " + words.typesAndDemands(each)
                        : section("each member", "Each member of `%s`".formatted(name), each));
    }

    /** Two members of one name may hold different things. */
    private String section(String link, String heading, Conjunction content) {
        String own = heading;
        for (int i = 2; inside.containsKey(own) && !content.equals(inside.get(own)); i++) {
            own = "%s (%d)".formatted(heading, i);
        }
        inside.put(own, content);
        return Markdown.link(link, own);
    }

    private String others(Conjunction object) {
        Conjunction others = object.others();
        if (others.isNothing()) {
            return "Other members are refused.";
        }
        if (others.isAnything()) {
            return "Other members may hold any JSON; they are kept as they are.";
        }
        return "Other members: %s.".formatted(words.typesAndDemands(others));
    }

    private void textKinds() {
        texts.places().forEach((name, place) -> {
            page.append("## ").append(Markdown.prose(name)).append("\n\n");
            paragraph(description(Conjunction.of(place)));
            texts.refusedBy(name).ifPresent(this::paragraph);
            String limits = words.limits(place);
            paragraph(limits.isEmpty() ? "" : capitalised(limits) + ".");
        });
        page.setLength(page.length() - 1);
    }

    private void paragraph(String markdown) {
        if (!markdown.isEmpty()) {
            page.append(markdown).append("\n\n");
        }
    }

    private static String description(Conjunction schema) {
        return schema.all("description").stream()
                .findFirst()
                .map(description -> Markdown.prose(description.asText()))
                .orElse("");
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
