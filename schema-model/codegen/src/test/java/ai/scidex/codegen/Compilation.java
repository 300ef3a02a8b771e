package ai.scidex.codegen;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles generated sources together with the types that they call, which are written by hand.
 *
 * @param messages what the compiler had to say
 * @param classes where the classes are
 */
record Compilation(String messages, Path classes) {

    private static final Path WRITTEN_BY_HAND = Path.of("../src/main/java/ai/scidex/metadata");

    /** Stands in for the type that the mapper, which is written by hand, reads. */
    private static final String METADATA = "package example;\n\npublic interface ModelArtifactMetadata {}\n";

    static Compilation of(Map<String, String> generated, Path classes) throws IOException {
        List<JavaFileObject> units = new ArrayList<>();
        generated.forEach((name, source) -> units.add(new SourceText(name, source)));
        units.add(new SourceText("ModelArtifactMetadata.java", METADATA));
        try (Stream<Path> files = Files.list(WRITTEN_BY_HAND)) {
            for (Path file : files.toList()) {
                String source = Files.readString(file).replace("ai.scidex.metadata", "example");
                units.add(new SourceText(file.getFileName().toString(), source));
            }
        }
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "-Xlint:all,-processing,-serial,-classfile", "-Xdoclint:all,-missing", "-d", classes.toString());
        ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, options, null, units)
                .call();
        return new Compilation(messages.toString(), classes);
    }

    /** Returns the compiled type of that name. */
    Class<?> type(String simpleName) {
        try {
            URL[] folder = {classes.toUri().toURL()};
            return new URLClassLoader(folder, Compilation.class.getClassLoader()).loadClass("example." + simpleName);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(messages, e);
        }
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
