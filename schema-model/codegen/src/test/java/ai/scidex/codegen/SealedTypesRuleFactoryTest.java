package ai.scidex.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jsonschema2pojo.exception.GenerationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedTypesRuleFactoryTest {

    private static final Path SPECIMEN = Path.of("src/test/resources/schemas/specimen.json");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /** Stands in for the type that the target package has by hand. */
    private static final String TEXT_OR_LIST = "package example;\n\npublic record TextOrList(String text) {}\n";

    @TempDir
    Path target;

    @Test
    void generatesTheGoldenSources() throws IOException {
        SortedMap<String, String> sources = Generation.run(SPECIMEN, target);
        if (Boolean.getBoolean("golden.update")) {
            replaceGolden(sources);
        }

        assertThat(sources).isEqualTo(golden());
    }

    @Test
    void generatesSourcesThatCompileWithoutWarning() throws IOException {
        Map<String, String> sources = Generation.run(SPECIMEN, target);
        sources.put("TextOrList.java", TEXT_OR_LIST);

        assertThat(compile(sources)).isEmpty();
    }

    @Test
    void generatesTheSameSourcesTwice() throws IOException {
        SortedMap<String, String> once = Generation.run(SPECIMEN, target.resolve("once"));

        assertThat(Generation.run(SPECIMEN, target.resolve("twice"))).isEqualTo(once);
    }

    @Test
    void addsAComponentForAnAddedProperty() throws IOException {
        Path grown = target.resolve("specimen.json");
        Files.writeString(
                grown,
                Files.readString(SPECIMEN)
                        .replace("\"mass_grams\":", "\"volume_litres\": {\"type\": \"number\"}, \"mass_grams\":"));

        assertThat(Generation.run(grown, target.resolve("sources")).get("PreservedSpecimen.java"))
                .contains("@JsonProperty(\"volume_litres\") @Nullable BigDecimal volumeLitres");
    }

    @Test
    void stopsAtAKeywordInsideAProperty() throws IOException {
        Path schema = schemaWith("\"exclusiveMinimum\": 0", "\"not\": {}");

        assertThatThrownBy(() -> Generation.run(schema, target.resolve("sources")))
                .isInstanceOf(GenerationException.class)
                .hasMessage("mass_grams: the generator does not know the keyword not");
    }

    @Test
    void stopsIfNoMemberTellsTheVariantsApart() throws IOException {
        Path schema = schemaWith("\"const\": \"preserved\"", "\"const\": \"living\"");

        assertThatThrownBy(() -> Generation.run(schema, target.resolve("sources")))
                .isInstanceOf(GenerationException.class)
                .hasMessage("specimen: no member tells the branches of oneOf apart by its const");
    }

    @Test
    void stopsIfABranchIsNoRecord() throws IOException {
        Path schema = schemaWith("\"#/definitions/PreservedSpecimen\"", "\"#/definitions/Kingdom\"");

        assertThatThrownBy(() -> Generation.run(schema, target.resolve("sources")))
                .isInstanceOf(GenerationException.class)
                .hasMessage("specimen: Kingdom in oneOf is no record");
    }

    @Test
    void stopsAtANameThatJavaHasTaken() throws IOException {
        Path schema = schemaWith("\"mass_grams\"", "\"hash_code\"");

        assertThatThrownBy(() -> Generation.run(schema, target.resolve("sources")))
                .isInstanceOf(GenerationException.class)
                .hasMessage("PreservedSpecimen: hash_code would be called hashCode in Java");
    }

    private Path schemaWith(String text, String replacement) throws IOException {
        String specimen = Files.readString(SPECIMEN);
        assertThat(specimen).contains(text);
        return Files.writeString(target.resolve("specimen.json"), specimen.replace(text, replacement));
    }

    private static void replaceGolden(Map<String, String> sources) throws IOException {
        for (Path old : goldenFiles()) {
            Files.delete(old);
        }
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(GOLDEN.resolve(source.getKey()), source.getValue());
        }
    }

    private static SortedMap<String, String> golden() throws IOException {
        SortedMap<String, String> golden = new TreeMap<>();
        for (Path file : goldenFiles()) {
            golden.put(file.getFileName().toString(), Files.readString(file));
        }
        return golden;
    }

    private static List<Path> goldenFiles() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.toList();
        }
    }

    private String compile(Map<String, String> sources) {
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, source) -> units.add(new SourceText(name, source)));
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-Xlint:all,-processing,-classfile", "-Xdoclint:all,-missing", "-d", target.toString());
        ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, options, null, units)
                .call();
        return messages.toString();
    }

    private static final class SourceText extends SimpleJavaFileObject {

        private final String source;

        SourceText(String name, String source) {
            super(URI.create("string:///example/" + name), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
