package ai.scidex.catalog;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what the database refuses into what a caller can act on. */
final class Refusals {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    /** Classes 22 (a value that the database cannot hold) and 23 (a rule that it keeps). */
    private static final String DATA_EXCEPTION = "22";

    private static final String INTEGRITY_VIOLATION = "23";

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
        if (error == null || error.getSQLState() == null) {
            return failure;
        }
        String sqlClass = error.getSQLState().substring(0, 2);
        if (!sqlClass.equals(DATA_EXCEPTION) && !sqlClass.equals(INTEGRITY_VIOLATION)) {
            return failure;
        }
        String message = "the database refuses it: " + error.getMessage();
        return new RefusedWriteException(error.getHint() == null ? message : message + "; " + error.getHint(), failure);
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
