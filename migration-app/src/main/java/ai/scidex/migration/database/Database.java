package ai.scidex.migration.database;

import org.jspecify.annotations.Nullable;

/** The database that a command works on: either {@link Named} by its user, or the {@link Embedded} one. */
public sealed interface Database extends AutoCloseable permits Named, Embedded {

    String jdbcUrl();

    /** Returns the user to connect as; {@code null} leaves the choice to the URL and the driver. */
    @Nullable String username();

    @Nullable String password();

    /** Returns what to call this database in a message; no secret is in it. */
    String description();

    /** Tells whether the database holds the sample that is shipped for trying the application out. */
    boolean isSample();

    @Override
    void close();
}
