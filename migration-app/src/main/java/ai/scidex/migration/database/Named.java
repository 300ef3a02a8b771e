package ai.scidex.migration.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern USER_BEFORE_HOST = Pattern.compile(SCHEME + "//[^/?]*@");

    private static final Pattern SERVICE = Pattern.compile("[?&](service=[^&]*)");

    public Named {
        Matcher service = SERVICE.matcher(jdbcUrl);
        if (jdbcUrl.startsWith(SCHEME) && service.find() && !isReadable(jdbcUrl)) {
            throw new IllegalArgumentException(
                    "%s: no service of that name is in the service file, which PGSERVICEFILE names, or ~/.pg_service.conf"
                            .formatted(withoutSecrets(jdbcUrl)));
        }
        if (!jdbcUrl.startsWith(SCHEME) || !isReadable(jdbcUrl)) {
            throw new IllegalArgumentException(
                    "not a URL of the form %s//HOST:PORT/DATABASE: %s".formatted(SCHEME, withoutSecrets(jdbcUrl)));
        }
        if (USER_BEFORE_HOST.matcher(jdbcUrl).lookingAt()) {
            throw new IllegalArgumentException("%s names a user before the host; use --username and JDBC_PASSWORD"
                    .formatted(withoutSecrets(jdbcUrl)));
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

    private static boolean isReadable(String url) {
        try {
            return DriverManager.getDriver(url).acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * The properties behind the question mark and the part before an at sign may hold a password; the name of a service is
     * all that says which database is meant.
     */
    private static String withoutSecrets(String url) {
        Matcher service = SERVICE.matcher(url);
        String plain = url.replaceFirst("(?s)[?&].*", "").replaceFirst("//[^/]*@", "//");
        return service.find() ? plain + "?" + service.group(1) : plain;
    }
}
