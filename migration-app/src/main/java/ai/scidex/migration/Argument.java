package ai.scidex.migration;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.InvalidValueException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what stands on the command line. */
final class Argument {

    /** What the JVM makes of bytes that are no text in the locale of the process. */
    private static final char LOST = '\uFFFD';

    /** How many characters of a value a message repeats. */
    private static final int LONGEST_REPEATED = 60;

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

    static ArtifactId artifactId(String value) {
        return ArtifactId.parse(text(value))
                .orElseThrow(() -> new TypeConversionException(
                        "'%s' cannot be an id".formatted(Output.excerpt(value, LONGEST_REPEATED))));
    }

    /** Returns what reads a whole number; which ones are allowed the command knows. */
    static <T extends Number> ITypeConverter<T> wholeNumber(Function<String, T> reading) {
        return value -> {
            try {
                return reading.apply(value);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'%s' is no whole number, or one that is too large"
                        .formatted(Output.excerpt(value, LONGEST_REPEATED)));
            }
        };
    }

    /** Returns what reads one of {@code values}, each of which {@code name} names; case does not count. */
    static <T> ITypeConverter<T> oneOf(List<T> values, Function<T, String> name) {
        return value -> values.stream()
                .filter(one -> name.apply(one).equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected one of %s but was '%s'"
                        .formatted(
                                values.stream().map(name).collect(Collectors.joining(", ")),
                                Output.excerpt(value, LONGEST_REPEATED))));
    }

    /**
     * Returns what reads a value by {@code reading}.
     *
     * @param reading throws an {@link IllegalArgumentException} or {@link InvalidValueException} that says what is wrong
     */
    static <T> ITypeConverter<T> read(Function<String, T> reading) {
        return value -> {
            try {
                return reading.apply(text(value));
            } catch (IllegalArgumentException | InvalidValueException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        };
    }
}
