package ai.scidex.catalog;

import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A user of a test database who may log in and, at first, no more than everybody may. Close it before the database. */
public final class TestRole implements AutoCloseable {

    private static final String PASSWORD = "secret";

    private final TestDatabase database;
    private final String name;

    private TestRole(TestDatabase database, String name) {
        this.database = database;
        this.name = name;
    }

    /** Creates a user with a name of its own, because users belong to the whole server. */
    public static TestRole in(TestDatabase database) {
        String name = "role_" + UUID.randomUUID().toString().replace("-", "");
        database.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, PASSWORD));
        return new TestRole(database, name);
    }

    public String name() {
        return name;
    }

    public String password() {
        return PASSWORD;
    }

    /** Returns a source that opens a connection as this user at each request. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(name);
        source.setPassword(PASSWORD);
        return source;
    }

    /** Drops the user and what it owns. */
    @Override
    public void close() {
        database.execute("DROP OWNED BY %1$s CASCADE; DROP ROLE %1$s".formatted(name));
    }
}
