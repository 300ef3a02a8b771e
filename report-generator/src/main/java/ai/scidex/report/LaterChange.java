package ai.scidex.report;

/**
 * Something that somebody changed after the run; no failure of it.
 *
 * @param artifactId the artifact
 * @param what {@code deleted}, {@code artifact_type}, {@code metadata}, or the column of {@code model_versions}
 */
public record LaterChange(String artifactId, String what) {

    public LaterChange {
        Text.requireNotBlank(artifactId, "the id of a changed artifact");
        Text.requireNotBlank(what, "what changed of " + artifactId);
    }
}
