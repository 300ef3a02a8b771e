package ai.scidex.migration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/** Reads what stands on the command line. */
final class Argument {

    /** What the JVM makes of bytes that are no text in the locale of the process. */
    private static final char LOST = '\uFFFD';

    private Argument() {}

    static boolean hasLostCharacters(String value) {
        return value.indexOf(LOST) >= 0;
    }

    static String text(String value) {
        if (hasLostCharacters(value)) {
            throw new TypeConversionException(
                    "'%s' has lost characters that the locale does not know; set LC_ALL=C.UTF-8".formatted(value));
        }
        return value;
    }

    static Path path(String value) {
        try {
            Path path = Path.of(text(value));
            if (path.toString().isEmpty()) {
                throw new TypeConversionException("the name of a file is empty");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'%s' cannot be the name of a file".formatted(value));
        }
    }
}
