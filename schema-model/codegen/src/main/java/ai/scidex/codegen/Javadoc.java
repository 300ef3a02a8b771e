package ai.scidex.codegen;

import com.palantir.javapoet.CodeBlock;
import java.util.regex.Pattern;

/** Descriptions from the schema as text of a Javadoc comment. */
final class Javadoc {

    private static final int WIDTH = 100;

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private Javadoc() {}

    /** Returns {@code description} in lines, with everything escaped that Javadoc would read as markup. */
    static CodeBlock of(String description) {
        return CodeBlock.of("$L\n", lines(description, "\n"));
    }

    /** Returns {@code description} as it follows the name of a parameter. */
    static CodeBlock ofParameter(String description) {
        return CodeBlock.of("$L\n", lines(description, "\n    "));
    }

    private static String lines(String description, String separator) {
        StringBuilder text = new StringBuilder();
        int lineStart = 0;
        for (String word : WHITE_SPACE.split(escaped(description), 0)) {
            if (text.length() > lineStart) {
                boolean fits = text.length() - lineStart + 1 + word.length() <= WIDTH;
                text.append(fits ? " " : separator);
                lineStart = fits ? lineStart : text.length();
            }
            text.append(word);
        }
        return text.toString();
    }

    private static String escaped(String description) {
        return description
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("{", "&#123;")
                .replace("\\", "&#92;")
                .replace("*/", "*&#47;");
    }
}
