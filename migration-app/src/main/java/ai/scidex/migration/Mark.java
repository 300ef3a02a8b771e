package ai.scidex.migration;

/** A word that says whether something is as it should be; a colour, where there is one, says the same once more. */
enum Mark {

    /** It is. */
    OK("ok", "32"),

    /** It is not. */
    FAIL("FAIL", "1;31");

    private static final String ESCAPE = "\u001b[";

    private final String word;
    private final String colour;

    Mark(String word, String colour) {
        this.word = word;
        this.colour = colour;
    }

    static Mark of(boolean isOk) {
        return isOk ? OK : FAIL;
    }

    /** Returns the word, as wide as the longest of them. */
    String text(boolean inColour) {
        String padding = " ".repeat(FAIL.word.length() - word.length());
        return inColour ? ESCAPE + colour + "m" + word + ESCAPE + "0m" + padding : word + padding;
    }
}
