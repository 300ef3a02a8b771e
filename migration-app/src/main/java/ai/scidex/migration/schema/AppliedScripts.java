package ai.scidex.migration.schema;

import ai.scidex.migration.progress.StoppedException;
import ai.scidex.migration.progress.Watch;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Goes along with each script: it bounds how long the script waits for a lock, and notes its name once it was applied. Between
 * two scripts it ends the migration if somebody wants that.
 *
 * <p>One that was rolled back at the last moment is noted too; it comes again before a migration succeeds.
 */
final class AppliedScripts implements Callback {

    /**
     * A queue behind our lock would stop every writer, so a script gives up soon. The setting ends with the transaction
     * of the script: one of the session would stay behind for whoever gets that connection next from a pool.
     */
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '3s'";

    private final Set<String> names = new LinkedHashSet<>();
    private final Watch watch;
    private final Watch.Step step;

    AppliedScripts(Watch watch, Watch.Step step) {
        this.watch = watch;
        this.step = step;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        if (event == Event.AFTER_EACH_MIGRATE) {
            names.add(context.getMigrationInfo().getScript());
            step.done(1);
            return;
        }
        if (watch.wantsToStop()) {
            throw new StoppedException(outcome());
        }
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute(LOCK_TIMEOUT);
        } catch (SQLException e) {
            throw new FlywayException("cannot bound the wait for locks: " + e.getMessage(), e);
        }
    }

    @Override
    public String getCallbackName() {
        return "applied scripts";
    }

    /** Returns what of the migration is left if it ends here. */
    private String outcome() {
        return names.isEmpty() ? "no script was applied" : "applied and kept: " + String.join(", ", names);
    }

    /** Returns the names of the scripts, in the order in which they were applied. */
    List<String> names() {
        return List.copyOf(names);
    }
}
