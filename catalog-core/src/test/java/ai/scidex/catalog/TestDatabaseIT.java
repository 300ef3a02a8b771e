package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestDatabaseIT {

    @Test
    void isEmptyAtFirst() {
        try (TestDatabase database = TestDatabase.fresh()) {

            assertThat(database.queryText("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                    .isEqualTo("0");
        }
    }

    @Test
    void keepsDatabasesApart() {
        try (TestDatabase one = TestDatabase.fresh();
                TestDatabase other = TestDatabase.fresh()) {
            one.execute("CREATE TABLE artifacts (id text); INSERT INTO artifacts VALUES ('model-1')");

            assertThat(one.queryText("SELECT id FROM artifacts")).isEqualTo("model-1");
            assertThat(other.queryText("SELECT to_regclass('artifacts')")).isNull();
        }
    }

    @Test
    void canBeReachedByUrlUserAndPassword() throws SQLException {
        TestDatabase shared = TestDatabase.shared();

        try (Connection connection =
                DriverManager.getConnection(shared.jdbcUrl(), shared.username(), shared.password())) {
            assertThat(connection.getCatalog()).isEqualTo(shared.queryText("SELECT current_database()"));
        }
    }

    @Test
    void isGoneOnceClosedEvenIfSomebodyIsConnected() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        String name = database.queryText("SELECT current_database()");
        try (Connection forgotten = database.connection()) {
            database.close();

            assertThat(forgotten.isValid(1)).isFalse();
        }
        assertThat(TestDatabase.shared()
                        .queryText("SELECT count(*) FROM pg_database WHERE datname = '%s'".formatted(name)))
                .isEqualTo("0");
    }

    @Test
    void refusesToChooseOneValueOfMany() {
        assertThatThrownBy(() -> TestDatabase.shared().queryText("VALUES (1), (2)"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("more than one row from VALUES (1), (2)");
    }
}
