package ai.scidex.migration.database;

import org.jspecify.annotations.Nullable;

/**
 * A database that somebody named; it runs without us, before and after.
 *
 * @param jdbcUrl a URL of PostgreSQL's driver
 * @param username the user to connect as, unless the URL says it
 * @param password the user's password, unless there is none or the URL says it
 */
public record Named(
        String jdbcUrl, @Nullable String username, @Nullable String password) implements Database {

    private static final String SCHEME = "jdbc:postgresql:";

    public Named {
        if (!jdbcUrl.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "not a URL of the form %s//HOST:PORT/DATABASE: %s".formatted(SCHEME, withoutSecrets(jdbcUrl)));
        }
    }

    @Override
    public String description() {
        return withoutSecrets(jdbcUrl);
    }

    @Override
    public boolean isSample() {
        return false;
    }

    @Override
    public void close() {
        // Nothing of it is ours.
    }

    @Override
    public String toString() {
        return "Named[%s]".formatted(description());
    }

    /** The properties behind the question mark and the part before an at sign may hold a password. */
    private static String withoutSecrets(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
    }
}
