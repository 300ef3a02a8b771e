package ai.scidex.catalog;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what the database refuses into what a caller can act on. */
final class Refusals {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    /**
     * Classes of SQLSTATE that are about what was written: 22, a value that the database cannot hold; 23, a rule that it
     * keeps; 44, a view that would not show it; P0, a trigger that refuses it.
     */
    private static final Set<String> ABOUT_THE_ROW = Set.of("22", "23", "44", "P0");

    /**
     * Where in the server the errors arise that are about what was written whatever SQLSTATE they have: one that a trigger
     * raises may have any, and row security has that of a right which is missing.
     */
    private static final Set<String> RAISED_FOR_THE_ROW = Set.of("exec_stmt_raise", "ExecWithCheckOptions");

    private Refusals() {}

    /** Returns the exception for {@code failure} of the registration; {@code failure} itself if it is no refusal. */
    static RuntimeException ofRegistration(ModelRegistration registration, RuntimeException failure) {
        ServerErrorMessage error = serverError(failure);
        if (error != null && UNIQUE_VIOLATION.equals(error.getSQLState()) && "artifacts".equals(error.getTable())) {
            return new DuplicateArtifactException(registration.id(), failure);
        }
        if (error != null
                && FOREIGN_KEY_VIOLATION.equals(error.getSQLState())
                && "model_versions_base_model_id_fkey".equals(error.getConstraint())) {
            String baseModel = registration.metadata().path("base_model_id").asText();
            return new NoSuchArtifactException("base_model_id", baseModel, failure);
        }
        return of(failure);
    }

    /** Returns the exception for {@code failure}; {@code failure} itself if it is no refusal. */
    static RuntimeException of(RuntimeException failure) {
        ServerErrorMessage error = serverError(failure);
        if (error == null || !isAboutTheRow(error)) {
            return failure;
        }
        String message = "the database refuses it: " + error.getMessage();
        return new RefusedWriteException(error.getHint() == null ? message : message + "; " + error.getHint(), failure);
    }

    private static boolean isAboutTheRow(ServerErrorMessage error) {
        String state = error.getSQLState();
        String routine = error.getRoutine();
        return (state != null && ABOUT_THE_ROW.contains(state.substring(0, 2)))
                || (routine != null && RAISED_FOR_THE_ROW.contains(routine));
    }

    private static @Nullable ServerErrorMessage serverError(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql instanceof PSQLException postgres) {
                return postgres.getServerErrorMessage();
            }
        }
        return null;
    }
}
