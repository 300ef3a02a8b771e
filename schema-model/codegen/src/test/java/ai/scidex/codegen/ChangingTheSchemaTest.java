package ai.scidex.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.codegen.schema.SchemaFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows the walk of {@code docs/changing-the-schema.md} on a copy: its snippets are put in, its commands carried out.
 *
 * <p>No build runs inside the build: a command of Maven stands for what it does here, generator, reference, comparison
 * and release, called directly. What cannot run here is named in {@link #ELSEWHERE}.
 */
class ChangingTheSchemaTest {

    private static final Path PROJECT = Path.of("../..");
    private static final Path WALK = PROJECT.resolve("docs/changing-the-schema.md");

    private static final Pattern SECTION = Pattern.compile("(?ms)^## Add an optional member$(.*?)^## ");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^([^\\n]*)\\n\\n```(json|sh|text)\\n(.*?)^```$");
    private static final Pattern POINTER = Pattern.compile("`(/[^`]*)`");

    /** Needs the application, and a database. */
    private static final List<String> ELSEWHERE = List.of("rm -rf .model-catalog", "./model-catalog run");

    private static final String REPORT = "docs/model_artifacts/migration_report_ws1.md";

    @TempDir
    private Path folder;

    private SchemaProject copy;
    private SortedMap<String, String> before;

    /** The member of the walk may have become a real one since. */
    @BeforeEach
    void copyTheProjectWithoutTheMember() throws IOException {
        copy = new SchemaProject(folder.resolve("project"));
        for (String name : List.of("schemas", "docs/reference")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = copy.root().resolve(PROJECT.relativize(file));
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
        JsonNode schema = copy.read().root().deepCopy();
        for (Snippet snippet : snippets()) {
            snippet.members()
                    .fieldNames()
                    .forEachRemaining(name -> snippet.places(schema).forEach(place -> place.remove(name)));
        }
        Files.writeString(copy.schema(), SchemaFile.print(schema));
        copy.update();
        before = files();
    }

    @Test
    void leadsToTheFilesThatItNames() throws IOException {
        for (Block block : blocks()) {
            carryOut(block);
        }

        assertThat(changed()).containsExactlyElementsOf(filesOfTheWalk());
        assertThat(copy.problems()).isEmpty();
    }

    @Test
    void leadsToARowOfTheReferenceAndToTheReleasedFile() throws IOException {
        for (Block block : blocks()) {
            carryOut(block);
        }

        assertThat(Files.readString(copy.reference()).lines())
                .filteredOn(line -> line.startsWith("| `license` |"))
                .hasSize(2)
                .containsOnly(
                        "| `license` | no | string | [Text](#text) | The licence that the model may be used under,"
                                + " for example Apache-2.0. |");
        assertThat(Files.readString(released())).isEqualTo(Files.readString(copy.schema()));
    }

    @Test
    void leadsToTypesWithTheMember() throws IOException {
        for (Snippet snippet : snippets()) {
            snippet.putInto(copy);
        }

        Map<String, String> sources = Generation.run(copy.schema(), folder.resolve("sources"));

        assertThat(List.of("InternalModelMetadata.java", "ExternalModelMetadata.java"))
                .allSatisfy(name -> assertThat(sources.get(name))
                        .contains("@JsonProperty(\"license\") @Nullable String license")
                        .contains("public Builder license(")
                        .contains("The licence that the model may be used under, for example Apache-2.0."));
    }

    @Test
    void failsTheBuildUntilTheFilesAreWrittenAnew() throws IOException {
        for (Snippet snippet : snippets()) {
            snippet.putInto(copy);
        }

        List<String> expected = new ArrayList<>();
        expected.add(
                "the schema may be released under its version, and is not yet; release it: " + SchemaProject.UPDATE);
        expected.addAll(notesOfTheWalk());
        expected.add("docs/reference/model_artifact_metadata.md is not what the schema says; write it anew: "
                + SchemaProject.UPDATE);
        assertThat(copy.problems()).isEqualTo(expected);
    }

    @Test
    void saysOfAChangeThatBreaksWhatTheWalkSaysAndWritesNothing() throws IOException {
        JsonNode schema = copy.read().root().deepCopy();
        Iterator<JsonNode> families = schema.at("/definitions/ModelFamily/enum").iterator();
        while (families.hasNext()) {
            if (families.next().asText().equals("statistical")) {
                families.remove();
            }
        }
        Files.writeString(copy.schema(), SchemaFile.print(schema));
        SortedMap<String, String> broken = files();

        String sentence = copy.problems().get(0);
        assertThat(sentence.replaceAll("\\bv[0-9]+\\b", "v1"))
                .isEqualTo("v1 cannot change like this; undo it, or raise the version in $id to v1:"
                        + " /definitions/ModelFamily/enum: no longer takes \"statistical\"");
        assertThat(Files.readString(WALK))
                .contains(sentence.replace(version(1), "v2").replace(version(0), "v1"));
        assertThatThrownBy(copy::update).isInstanceOf(IllegalArgumentException.class);
        assertThat(files()).isEqualTo(broken);
    }

    private void carryOut(Block block) throws IOException {
        switch (block.language()) {
            case "json" -> Snippet.of(block).putInto(copy);
            case "sh" -> {
                for (String command : block.text().lines().toList()) {
                    carryOut(command);
                }
            }
            case "text" -> {}
            default -> throw new AssertionError("unhandled " + block);
        }
    }

    private void carryOut(String command) throws IOException {
        if (command.equals(SchemaProject.UPDATE)) {
            assertThat(copy.update().stream().skip(1)).containsExactlyElementsOf(notesOfTheWalk());
        } else if (command.equals("./mvnw verify")) {
            assertThat(copy.problems()).isEmpty();
        } else {
            assertThat(ELSEWHERE).contains(command);
        }
    }

    private List<String> changed() throws IOException {
        SortedMap<String, String> after = files();
        after.entrySet().removeAll(before.entrySet());
        return List.copyOf(after.keySet());
    }

    private SortedMap<String, String> files() throws IOException {
        SortedMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(copy.root())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(copy.root().relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return contents;
    }

    private Path released() throws IOException {
        return copy.root().resolve("schemas/released/%s.json".formatted(version(0)));
    }

    private String version(int later) throws IOException {
        return "v" + (copy.read().version() + later);
    }

    /** The report on the sample is written by the application. */
    private List<String> filesOfTheWalk() throws IOException {
        List<String> files = new ArrayList<>(texts().get(1));
        assertThat(files.remove(REPORT)).isTrue();
        String file = "/%s.json".formatted(version(0));
        files.replaceAll(name -> name.replace("/v1.json", file));
        return files;
    }

    private static List<String> notesOfTheWalk() throws IOException {
        return texts().get(0);
    }

    private static List<List<String>> texts() throws IOException {
        return blocks().stream()
                .filter(block -> block.language().equals("text"))
                .map(block -> block.text().lines().toList())
                .toList();
    }

    private static List<Snippet> snippets() throws IOException {
        return blocks().stream()
                .filter(block -> block.language().equals("json"))
                .map(Snippet::of)
                .toList();
    }

    private static List<Block> blocks() throws IOException {
        Matcher section = SECTION.matcher(Files.readString(WALK));
        assertThat(section.find()).isTrue();
        List<Block> blocks = BLOCK.matcher(section.group(1))
                .results()
                .map(match -> new Block(match.group(1), match.group(2), match.group(3)))
                .toList();
        assertThat(blocks)
                .extracting(Block::language)
                .containsExactly("json", "json", "sh", "text", "sh", "sh", "text");
        return blocks;
    }

    /**
     * A fenced block of the walk.
     *
     * @param lead the line before it
     */
    private record Block(String lead, String language, String text) {}

    /** Members, and the objects of the schema that they go into. */
    private record Snippet(List<String> pointers, ObjectNode members) {

        static Snippet of(Block block) {
            List<String> pointers = POINTER.matcher(block.lead())
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            return new Snippet(pointers, (ObjectNode)
                    SchemaFile.parse("{%s}".formatted(block.text())).root());
        }

        List<ObjectNode> places(JsonNode schema) {
            return pointers.stream()
                    .map(pointer -> (ObjectNode) schema.at(pointer))
                    .toList();
        }

        void putInto(SchemaProject project) throws IOException {
            JsonNode schema = project.read().root().deepCopy();
            places(schema).forEach(place -> place.setAll(members));
            Files.writeString(project.schema(), SchemaFile.print(schema));
        }
    }
}
