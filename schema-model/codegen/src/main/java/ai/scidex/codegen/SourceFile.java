package ai.scidex.codegen;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import com.sun.codemodel.JPackage;
import com.sun.codemodel.JResourceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A finished source that the code model, which knows neither records nor sealed types, writes as it is. */
final class SourceFile extends JResourceFile {

    private final String source;

    private SourceFile(TypeSpec type, String source) {
        super(type.name() + ".java");
        this.source = source;
    }

    /** Adds {@code type} to the sources of {@code target}. */
    static void add(JPackage target, TypeSpec type) {
        JavaFile file = JavaFile.builder(target.name(), type)
                .indent("    ")
                .skipJavaLangImports(true)
                .build();
        target.addResourceFile(new SourceFile(type, file.toString()));
    }

    @Override
    protected void build(OutputStream out) throws IOException {
        out.write(source.getBytes(StandardCharsets.UTF_8));
    }
}
