package ai.scidex.report;

import java.util.Collection;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One artifact of the report as JSON on one line, without its metadata. Values that are JSON stand in it as texts. */
final class JsonLine {

    private final StringBuilder json = new StringBuilder();

    private JsonLine() {}

    static String of(ArtifactSection artifact) {
        JsonLine line = new JsonLine();
        line.object(() -> line.artifact(artifact));
        return line.json.toString();
    }

    private void artifact(ArtifactSection artifact) {
        text("artifactId", artifact.artifactId());
        text("title", artifact.title());
        text("outcome", artifact.outcome());
        text("promotionState", artifact.promotionState());
        text("promotionReason", artifact.promotionReason());
        name("code");
        object(() -> {
            text("repoUrl", artifact.code().repoUrl());
            text("commitSha", artifact.code().commitSha());
            text("entrypoint", artifact.code().entrypoint());
            text("pinStrength", artifact.code().strength());
        });
        text("metadataBeforeSha256", artifact.metadata().beforeSha256());
        text("metadataAfterSha256", artifact.metadata().afterSha256());
        array("fields", artifact.fields(), JsonLine::field);
        array("held", artifact.held(), JsonLine::held);
        texts("keptKeys", artifact.keptKeys());
        array("rulings", artifact.rulings(), JsonLine::ruling);
    }

    private void field(FieldLine field) {
        text("field", field.field());
        text("oldValue", field.oldValue());
        text("newValue", field.newValue());
        texts("sources", field.sources());
        text("rule", field.rule());
    }

    private void held(HeldField held) {
        name("holdId");
        json.append(held.holdId());
        text("field", held.field());
        text("reason", held.reason());
        name("required");
        json.append(held.required());
        array("candidates", held.candidates(), (line, candidate) -> {
            line.text("value", candidate.value());
            line.text("source", candidate.source());
        });
    }

    private void ruling(FieldRuling ruling) {
        text("field", ruling.field());
        text("decision", ruling.decision());
        text("value", ruling.value());
        text("by", ruling.by());
        text("at", ruling.at());
        text("note", ruling.note());
    }

    private void object(Runnable members) {
        json.append('{');
        members.run();
        json.append('}');
    }

    private <T> void array(String name, Collection<T> values, BiConsumer<JsonLine, T> members) {
        name(name);
        json.append('[');
        for (T value : values) {
            separate();
            object(() -> members.accept(this, value));
        }
        json.append(']');
    }

    private void texts(String name, Collection<String> texts) {
        name(name);
        json.append('[');
        for (String text : texts) {
            separate();
            string(text);
        }
        json.append(']');
    }

    private void text(String name, @Nullable String text) {
        name(name);
        if (text == null) {
            json.append("null");
        } else {
            string(text);
        }
    }

    private void name(String name) {
        separate();
        string(name);
        json.append(':');
    }

    private void separate() {
        char last = json.charAt(json.length() - 1);
        if (last != '{' && last != '[') {
            json.append(',');
        }
    }

    /** Nearly all of a text is plain, and is appended in pieces. */
    private void string(String text) {
        json.append('"');
        int from = 0;
        while (from < text.length()) {
            int to = endOfPlain(text, from);
            json.append(text, from, to);
            from = to;
            if (to < text.length()) {
                int point = text.codePointAt(to);
                escape(point);
                from += Character.charCount(point);
            }
        }
        json.append('"');
    }

    private void escape(int point) {
        if (point == '"' || point == '\\') {
            json.append('\\').appendCodePoint(point);
        } else {
            Visible.append(point, json);
        }
    }

    private static int endOfPlain(String text, int from) {
        int i = from;
        while (i < text.length() && isPlain(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~' && c != '"' && c != '\\';
    }
}
