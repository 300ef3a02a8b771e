package ai.scidex.migration.links;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CodeLink;
import ai.scidex.catalog.InvalidValueException;
import ai.scidex.metadata.DocumentBytes;
import ai.scidex.metadata.MalformedDocumentException;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One entry of a list of links, as far as it can be judged without the database. */
sealed interface LinkEntry {

    String ARTIFACT = "artifactId";
    String REPOSITORY = "codeRepoUrl";
    String COMMIT = "codeCommitSha";
    String ENTRYPOINT = "codeEntrypoint";

    /** What {@code links missing} prints beside a link. */
    Set<String> BESIDE = Set.of("title", "isExternal", "missing", "pinStrength", "said");

    /** Returns the number of the line that the entry begins on. */
    long line();

    /** A link for a model. */
    record Filled(long line, ArtifactId model, CodeLink link) implements LinkEntry {}

    /**
     * A model without a whole link: what is there is what {@code links missing} printed, or somebody forgot the rest.
     *
     * @param said the link as far as it goes
     * @param absent the members that are not there
     */
    record Partial(long line, ArtifactId model, LinkColumns said, List<String> absent) implements LinkEntry {

        public Partial {
            absent = List.copyOf(absent);
        }
    }

    /**
     * What is no entry.
     *
     * @param model the model that it names, if it names one
     */
    record Refused(long line, @Nullable String model, String reason) implements LinkEntry {}

    /** Reads one entry. */
    static LinkEntry read(long line, DocumentBytes bytes) {
        try {
            return read(line, MetadataJson.parse(bytes));
        } catch (MalformedDocumentException e) {
            return new Refused(line, null, e.getOriginalMessage());
        }
    }

    private static LinkEntry read(long line, JsonNode entry) {
        if (!entry.isObject()) {
            return new Refused(
                    line,
                    null,
                    "an entry must be an object with %s, %s, %s and %s"
                            .formatted(ARTIFACT, REPOSITORY, COMMIT, ENTRYPOINT));
        }
        String named = entry.path(ARTIFACT).textValue();
        if (named == null) {
            return new Refused(line, null, "%s must be a text, the id of a model".formatted(ARTIFACT));
        }
        try {
            refuseUnknown(entry);
            ArtifactId model = ArtifactId.parse(named)
                    .orElseThrow(() -> new IllegalArgumentException("%s cannot be an id".formatted(ARTIFACT)));
            return read(
                    line,
                    model,
                    new LinkColumns(text(entry, REPOSITORY), text(entry, COMMIT), text(entry, ENTRYPOINT)));
        } catch (IllegalArgumentException | InvalidValueException e) {
            return new Refused(line, named, String.valueOf(e.getMessage()));
        }
    }

    private static LinkEntry read(long line, ArtifactId model, LinkColumns said) {
        if (said.repoUrl() != null && said.commitSha() != null && said.entrypoint() != null) {
            return new Filled(line, model, new CodeLink(said.repoUrl(), said.commitSha(), said.entrypoint()));
        }
        List<String> absent = new ArrayList<>();
        if (said.repoUrl() == null) {
            absent.add(REPOSITORY);
        }
        if (said.commitSha() == null) {
            absent.add(COMMIT);
        }
        if (said.entrypoint() == null) {
            absent.add(ENTRYPOINT);
        }
        return new Partial(line, model, said, absent);
    }

    private static void refuseUnknown(JsonNode entry) {
        for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!BESIDE.contains(name)
                    && !Set.of(ARTIFACT, REPOSITORY, COMMIT, ENTRYPOINT).contains(name)) {
                throw new IllegalArgumentException("'%s' is not known; a link has %s, %s, %s and %s"
                        .formatted(name, ARTIFACT, REPOSITORY, COMMIT, ENTRYPOINT));
            }
        }
    }

    private static @Nullable String text(JsonNode entry, String name) {
        JsonNode member = entry.get(name);
        if (member == null || member.isNull()) {
            return null;
        }
        if (!member.isTextual()) {
            throw new IllegalArgumentException("%s must be a text".formatted(name));
        }
        return member.textValue();
    }
}
