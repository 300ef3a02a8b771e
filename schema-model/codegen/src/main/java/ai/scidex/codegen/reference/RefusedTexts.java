package ai.scidex.codegen.reference;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts that a pattern refuses, read from the pattern: it refuses what is blank and a list of words, in any case and
 * with white space around.
 *
 * <p>{@code ^(?![ ]*(?:(?:[tT][bB][dD]|\?)[ ]*)?(?![\d\D]))} is such a pattern, with a longer class of white space. One
 * of another form is not understood, and somebody must put it into words in the schema.
 *
 * @param words the words, in lower case, in the order of the pattern
 */
record RefusedTexts(Set<String> words) {

    private static final Pattern FORM =
            Pattern.compile("\\^\\(\\?!(\\[[^\\]]+])\\*\\(\\?:\\(\\?:(.+)\\)\\1\\*\\)\\?\\(\\?!\\[\\\\d\\\\D]\\)\\)");

    private static final String SPACE = "\\u0020";

    private static final Pattern CHARACTER = Pattern.compile(
            "\\[(?<lower>[a-z])(?<upper>[A-Z])]|\\\\(?<escaped>[^0-9A-Za-z])|(?<plain>[0-9 /_-])|(?<bar>\\|)");

    static Optional<RefusedTexts> of(String pattern) {
        Matcher form = FORM.matcher(pattern);
        return form.matches() && form.group(1).contains(SPACE)
                ? words(form.group(2)).map(RefusedTexts::new)
                : Optional.empty();
    }

    private static Optional<Set<String>> words(String alternatives) {
        Set<String> words = new LinkedHashSet<>();
        StringBuilder word = new StringBuilder();
        Matcher character = CHARACTER.matcher(alternatives);
        int end = 0;
        while (character.find() && character.start() == end) {
            end = character.end();
            if (character.group("bar") != null) {
                words.add(word.toString());
                word.setLength(0);
            } else if (character.group("lower") != null) {
                String lower = character.group("lower");
                if (!lower.equalsIgnoreCase(character.group("upper"))) {
                    return Optional.empty();
                }
                word.append(lower);
            } else {
                word.append(character.group("escaped") == null ? character.group("plain") : character.group("escaped"));
            }
        }
        words.add(word.toString());
        return end == alternatives.length() ? Optional.of(words) : Optional.empty();
    }

    /** Returns the words that {@code other} does not refuse. */
    Set<String> beyond(RefusedTexts other) {
        Set<String> more = new LinkedHashSet<>(words);
        more.removeAll(other.words);
        return more;
    }
}
