package ai.scidex.migration;

import ai.scidex.metadata.Credentials;
import ai.scidex.migration.terminal.Screen;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Results: text for people, JSON for programs. What a row of the database says is shown, never obeyed, and without the
 * credentials of URLs in it.
 */
final class Output {

    private static final int MARK_COLUMNS = 8;
    private static final int INDENTATION = 8;

    private enum Form {
        text,
        json
    }

    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "What to print: text for people, json for programs (default: text).")
    private Form form;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private final Screen screen;

    Output(Screen screen) {
        this.screen = screen;
    }

    /** Prints {@code result}: as JSON, or as the lines that {@code text} makes of it. */
    <T> void print(T result, Consumer<Lines> text) {
        Lines lines = lines();
        if (form == Form.json) {
            // Between its lines JSON has no character that is not printable, within them each may be spelt out.
            json(result).lines().forEach(lines::line);
        } else {
            text.accept(lines);
        }
        lines.out().flush();
    }

    /** Begins a result that is the same for people and programs. */
    Lines lines() {
        return new Lines(command.commandLine().getOut(), screen);
    }

    /** Returns whether programs read the result. */
    boolean isJson() {
        return form == Form.json;
    }

    /** Begins a result that is a list, each of whose elements is printed as it comes. */
    Listing list() {
        return new Listing(lines(), form == Form.json);
    }

    /** Begins a result that is an object with a list in it, each of whose elements is printed as it comes. */
    GrowingObject growingObject() {
        return new GrowingObject(lines(), form == Form.json);
    }

    /** Returns {@code result} as JSON that does nothing to a terminal. */
    static String json(Object result) {
        try {
            return Json.WRITER.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot print the result as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Made when the first JSON is printed: every command has an output, and most print text. */
    private static final class Json {

        static final ObjectWriter WRITER = JsonMapper.builder()
                // As PostgreSQL prints numbers, digit by digit.
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                // A record is its components: what it answers beside them is for us.
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .build()
                .writerWithDefaultPrettyPrinter();

        private Json() {}
    }

    /** A list that is printed while it grows, so that it may be longer than the memory is large. */
    static final class Listing {

        private final Lines lines;
        private final boolean isJson;

        private boolean hasElements;

        Listing(Lines lines, boolean isJson) {
            this.lines = lines;
            this.isJson = isJson;
        }

        /**
         * Prints one element: as JSON, or as the lines that {@code text} makes of it.
         *
         * @return whether anybody still reads
         */
        boolean add(Object element, Consumer<Lines> text) {
            if (isJson) {
                lines.out().print(hasElements ? ", " : "[ ");
                lines.out()
                        .print(json(element)
                                .lines()
                                .map(Output::shown)
                                .collect(Collectors.joining(System.lineSeparator())));
                hasElements = true;
            } else {
                text.accept(lines);
            }
            return !lines.out().checkError();
        }

        /** Ends the list: as JSON, or with the lines that {@code text} adds. */
        void end(Consumer<Lines> text) {
            if (isJson) {
                lines.out().println(hasElements ? " ]" : "[ ]");
            } else {
                text.accept(lines);
            }
            lines.out().flush();
        }
    }

    /** Lines of text in which nothing makes a terminal do anything. */
    record Lines(PrintWriter out, Screen screen) {

        /** Lines that go to something else than a terminal. */
        Lines(PrintWriter out) {
            this(out, Screen.none());
        }

        /** Returns how many columns there are; empty if lines may have any length. */
        Optional<Integer> columns() {
            return screen.isOutTerminal() ? screen.columns() : Optional.empty();
        }

        /** Prints a line, or two if it does not fit: the second one, indented, is what comes after the gap. */
        void line(String first, String gap, String second) {
            print("", first, gap, second);
        }

        /** As {@link #line(String, String, String)}, behind a word that says whether it is good. */
        void line(Mark mark, String first, String gap, String second) {
            print("  " + mark.text(screen.hasColours()) + "  ", first, gap, second);
        }

        private void print(String mark, String first, String gap, String second) {
            String whole = first + gap + second;
            int length = MARK_COLUMNS + whole.codePointCount(0, whole.length());
            if (columns().filter(columns -> length > columns).isPresent() && !second.isBlank()) {
                out.println(mark + shown(first));
                out.println(" ".repeat(INDENTATION) + shown(second.strip()));
            } else {
                out.println(mark + shown(whole.stripTrailing()));
            }
        }

        void line(String text) {
            out.println(shown(text));
        }

        /** Prints a line that is read back: nothing in it is left out. */
        void exact(String text) {
            out.println(printable(text));
        }
    }

    /** Within a line of JSON no quotation mark and no white space is part of credentials, so its strings stay apart. */
    private static String shown(String text) {
        return printable(Credentials.hide(text));
    }

    /** Returns the first characters of {@code text}, at most {@code longest}, printable; what was cut ends with an ellipsis. */
    static String excerpt(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? printable(text)
                : printable(text.substring(0, text.offsetByCodePoints(0, longest))) + "…";
    }

    /** Returns {@code text} with every control and format character but a tab spelt out, as JSON does. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c != '\t' && isInvisible(c)) {
                for (char unit : Character.toChars(c)) {
                    shown.append("\\u%04x".formatted((int) unit));
                }
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
