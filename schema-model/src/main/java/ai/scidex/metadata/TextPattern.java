package ai.scidex.metadata;

import java.util.regex.Pattern;

/** A form that the schema demands of a text, and what to give instead of a text that has another. */
final class TextPattern {

    private final Pattern pattern;
    private final String remedy;

    private TextPattern(Pattern pattern, String remedy) {
        this.pattern = pattern;
        this.remedy = remedy;
    }

    /**
     * Returns the form that {@code regex} describes to a program and {@code remedy} to a person.
     *
     * @param regex a text that holds a match anywhere is of the form
     * @param remedy follows the word "give"
     */
    static TextPattern of(String regex, String remedy) {
        return new TextPattern(Pattern.compile(regex), remedy);
    }

    void check(String place, String text) {
        if (!pattern.matcher(Frozen.text(place, text)).find()) {
            throw Limits.refused(place, Limits.quote(text), remedy);
        }
    }
}
