package ai.scidex.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what the database refuses into what a caller can act on. */
final class Refusals {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CHECK_VIOLATION = "23514";

    /**
     * Classes of SQLSTATE that are about what was written: 22, a value that the database cannot hold; 23, a rule that it
     * keeps; 44, a view that would not show it; 54, a value that is too long for an index; P0, a trigger that refuses it.
     */
    private static final Set<String> ABOUT_THE_ROW = Set.of("22", "23", "44", "54", "P0");

    /**
     * Where in the server the errors arise that are about what was written whatever SQLSTATE they have: one that a trigger
     * raises may have any, and row security has that of a right which is missing.
     */
    private static final Set<String> RAISED_FOR_THE_ROW = Set.of("exec_stmt_raise", "ExecWithCheckOptions");

    /** What the server says of a key, in any language: {@code Key (base_model_id)=(model-1) is not …}. */
    private static final Pattern KEY = Pattern.compile("\\((?<column>[a-z_]+)\\)=\\((?<value>.*)\\)", Pattern.DOTALL);

    /** Rules of ours that only the rows that are there can break, so that no check before the write finds it. */
    private static final Map<String, String> SENTENCES = Map.of(
            "model_versions_training_order_check",
            "training would end before it began",
            "model_versions_promoted_external_check",
            "a promoted external model needs external_source_url and external_source_version");

    private Refusals() {}

    /** Returns the exception for {@code failure}; {@code failure} itself if it is no refusal. */
    static RuntimeException of(RuntimeException failure) {
        ServerErrorMessage error = serverError(failure);
        if (error == null || !isAboutTheRow(error)) {
            return failure;
        }
        return ofKey(error, failure).orElseGet(() -> new RefusedWriteException(sentence(error), failure));
    }

    private static Optional<RuntimeException> ofKey(ServerErrorMessage error, RuntimeException failure) {
        Matcher key = KEY.matcher(error.getDetail() == null ? "" : error.getDetail());
        if (!key.find()) {
            return Optional.empty();
        }
        String value = key.group("value");
        if (UNIQUE_VIOLATION.equals(error.getSQLState())) {
            boolean isId =
                    "artifacts".equals(error.getTable()) && key.group("column").equals("id");
            return isId
                    ? Optional.of(DuplicateArtifactException.stored(new ArtifactId(value), failure))
                    : Optional.empty();
        }
        return switch (String.valueOf(error.getConstraint())) {
            case "model_versions_base_model_id_fkey" -> Optional.of(NoSuchArtifactException.baseModel(value, failure));
            case "model_versions_eval_dataset_artifact_id_fkey" ->
                Optional.of(NoSuchArtifactException.evaluationDataset(value, failure));
            default -> Optional.empty();
        };
    }

    private static String sentence(ServerErrorMessage error) {
        String ours = SENTENCES.get(String.valueOf(error.getConstraint()));
        if (ours != null) {
            return ours;
        }
        String message = "the database refuses it: " + error.getMessage();
        if (CHECK_VIOLATION.equals(error.getSQLState()) && "artifacts".equals(error.getTable())) {
            return message
                    + "; if that is about lifecycle states, set model-catalog.version-lifecycle-state to one it knows";
        }
        return error.getHint() == null ? message : message + "; " + error.getHint();
    }

    private static boolean isAboutTheRow(ServerErrorMessage error) {
        String state = error.getSQLState();
        String routine = error.getRoutine();
        return (state != null && ABOUT_THE_ROW.contains(state.substring(0, 2)))
                || (routine != null && RAISED_FOR_THE_ROW.contains(routine));
    }

    private static @Nullable ServerErrorMessage serverError(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException postgres) {
                return postgres.getServerErrorMessage();
            }
        }
        return null;
    }
}
