package ai.scidex.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Locale;

/** Thrown when a text is no JSON document that can be kept; the message says what is wrong, where, and what to do. */
public final class MalformedDocumentException extends JsonProcessingException {

    /** What a text must keep to before anybody looks at its members. */
    enum Rule {
        ENCODING,
        SYNTAX,
        DUPLICATE,
        LIMIT
    }

    private final Rule rule;

    /**
     * Makes one sentence of what is wrong.
     *
     * @param predicate what stands after "the document"
     */
    MalformedDocumentException(Rule rule, String predicate) {
        super("the document " + predicate);
        this.rule = rule;
    }

    static MalformedDocumentException syntax(String predicate) {
        return new MalformedDocumentException(Rule.SYNTAX, predicate);
    }

    /** Returns the rule that is broken, in one word: {@code encoding}, {@code syntax}, {@code duplicate} or {@code limit}. */
    public String keyword() {
        return rule.name().toLowerCase(Locale.ROOT);
    }
}
