package ai.scidex.report;

/** What the records of the report ask of a text. */
final class Text {

    private Text() {}

    static void requireNotBlank(String text, String what) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("%s must not be blank".formatted(what));
        }
    }
}
