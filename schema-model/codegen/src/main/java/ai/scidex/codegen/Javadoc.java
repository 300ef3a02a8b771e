package ai.scidex.codegen;

import com.palantir.javapoet.CodeBlock;

/** Descriptions from the schema as text of a Javadoc comment. */
final class Javadoc {

    private Javadoc() {}

    /** Returns {@code description} with everything escaped that Javadoc would read as markup. */
    static CodeBlock of(String description) {
        String escaped = description
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("{", "&#123;")
                .replace("*/", "*&#47;");
        return CodeBlock.of("$L\n", escaped);
    }
}
