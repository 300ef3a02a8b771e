package ai.scidex.report;

import java.util.ArrayList;
import java.util.List;

/**
 * JSON text over lines, a member a line. Nothing but white space between the tokens changes; text that is no JSON comes
 * out somehow, and whole.
 */
final class JsonLayout {

    /** An object or array stays on its line if it has no more characters. */
    private static final int WIDTH = 72;

    /** Deeper lines are not indented further, or the indentation would be longer than the text. */
    private static final int DEEPEST = 20;

    private final String json;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int depth;
    private int wholeUntil = -1;

    private JsonLayout(String json) {
        this.json = json;
    }

    static List<String> lines(String json) {
        return new JsonLayout(json).layOut();
    }

    private List<String> layOut() {
        int at = 0;
        while (at < json.length()) {
            int end = json.charAt(at) == '"' ? endOfString(at) : at + 1;
            token(at, end);
            at = end;
        }
        lines.add(line.toString());
        return lines;
    }

    private void token(int at, int end) {
        switch (json.charAt(at)) {
            case ' ', '\n', '\r', '\t' -> {}
            case ':' -> line.append(": ");
            case ',' -> {
                line.append(',');
                next(0, " ");
            }
            case '{', '[' -> {
                line.append(json.charAt(at));
                if (wholeUntil < 0) {
                    wholeUntil = closing(at);
                    next(1, "");
                }
            }
            case '}', ']' -> {
                if (at > wholeUntil) {
                    next(-1, "");
                }
                line.append(json.charAt(at));
            }
            default -> line.append(json, at, end);
        }
        if (at >= wholeUntil) {
            wholeUntil = -1;
        }
    }

    /** Begins the next line, or goes on after {@code gap} inside of what stays on its line. */
    private void next(int deeper, String gap) {
        if (wholeUntil >= 0) {
            line.append(gap);
            return;
        }
        depth = Math.max(0, depth + deeper);
        lines.add(line.toString());
        line.setLength(0);
        line.append("  ".repeat(Math.min(depth, DEEPEST)));
    }

    private int endOfString(int from) {
        int at = from + 1;
        while (at < json.length() && json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, json.length());
    }

    /** Returns where what opens at {@code from} closes, if all of it stays on its line; otherwise -1. */
    private int closing(int from) {
        int open = 0;
        int width = depth == 0 ? 2 : WIDTH;
        int at = from;
        while (at < Math.min(json.length(), from + width)) {
            char character = json.charAt(at);
            if (character == '{' || character == '[') {
                open++;
            } else if ((character == '}' || character == ']') && --open == 0) {
                return at;
            }
            at = character == '"' ? endOfString(at) : at + 1;
        }
        return -1;
    }
}
