package ai.scidex.migration;

import java.util.function.Consumer;

/**
 * A result that is an object with a list in it, printed while it grows, so that it may be longer than the memory is large.
 * Members come before the list, then its elements, then other members. As text, elements and end are lines.
 */
final class GrowingObject {

    private final Output.Lines lines;
    private final boolean isJson;

    private boolean hasMembers;
    private boolean hasElements;

    GrowingObject(Output.Lines lines, boolean isJson) {
        this.lines = lines;
        this.isJson = isJson;
    }

    /** Adds a member beside the list. */
    GrowingObject member(String name, Object value) {
        print(Output.json(value), hasMembers ? ",\n" : "{\n", name);
        hasMembers = true;
        return this;
    }

    /** Begins the list. */
    void beginList(String name) {
        print("[", hasMembers ? ",\n" : "{\n", name);
        hasMembers = true;
    }

    /** Adds what stands over the elements, in text alone. */
    void heading(String text) {
        if (!isJson) {
            lines.line(text);
        }
    }

    /** Adds an element to the list: as JSON, or as the lines that {@code text} makes of it. */
    void add(Object element, Consumer<Output.Lines> text) {
        if (isJson) {
            lines.out().print(hasElements ? ", " : " ");
            lines.out().print(printable(Output.json(element)));
            hasElements = true;
        } else {
            text.accept(lines);
        }
    }

    void endList() {
        if (isJson) {
            lines.out().print(" ]");
        }
    }

    /** Ends the object: as JSON, or with the lines that {@code text} adds. */
    void end(Consumer<Output.Lines> text) {
        if (isJson) {
            lines.out().println();
            lines.out().println("}");
        } else {
            text.accept(lines);
        }
        lines.out().flush();
    }

    private void print(String value, String before, String name) {
        if (isJson) {
            lines.out().print(before);
            lines.out().print("  %s : ".formatted(Output.json(name)));
            lines.out().print(printable(value));
        }
    }

    private static String printable(String json) {
        return String.join(
                System.lineSeparator(), json.lines().map(Output::printable).toList());
    }
}
