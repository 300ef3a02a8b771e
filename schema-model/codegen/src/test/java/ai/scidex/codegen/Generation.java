package ai.scidex.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsonschema2pojo.DefaultGenerationConfig;
import org.jsonschema2pojo.Jsonschema2Pojo;
import org.jsonschema2pojo.NoopRuleLogger;
import org.jsonschema2pojo.rules.RuleFactory;

/** Runs jsonschema2pojo over one schema as the plugin of the build does. */
final class Generation extends DefaultGenerationConfig {

    private final Path schema;
    private final Path target;

    private Generation(Path schema, Path target) {
        this.schema = schema;
        this.target = target;
    }

    /** Returns the generated sources by file name. */
    static SortedMap<String, String> run(Path schema, Path target) throws IOException {
        Jsonschema2Pojo.generate(new Generation(schema, target), new NoopRuleLogger());
        SortedMap<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(target)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return sources;
    }

    @Override
    public Iterator<URL> getSource() {
        try {
            return List.of(schema.toUri().toURL()).iterator();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public java.io.File getTargetDirectory() {
        return target.toFile();
    }

    @Override
    public String getTargetPackage() {
        return "example";
    }

    @Override
    public Class<? extends RuleFactory> getCustomRuleFactory() {
        return SealedTypesRuleFactory.class;
    }

    @Override
    public boolean isIncludeGeneratedAnnotation() {
        return false;
    }
}
