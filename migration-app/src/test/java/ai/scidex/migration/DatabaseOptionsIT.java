package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestRole;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseOptionsIT {

    private static final TestDatabase DATABASE = TestDatabase.shared();

    @Test
    void optionsStandAboveTheEnvironment() {
        Ended ended = Ended.command(
                Map.of("JDBC_URL", "jdbc:mysql:other", "JDBC_USERNAME", "nobody", "JDBC_PASSWORD", DATABASE.password()),
                "status",
                "--jdbc-url",
                DATABASE.jdbcUrl(),
                "--username",
                DATABASE.username());

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("database          %s\n".formatted(DATABASE.jdbcUrl()));
    }

    @Test
    void saysThatTheSchemaIsNotThere() {
        assertThat(Ended.on(DATABASE, "status", "--schema", "nowhere"))
                .isEqualTo(Ended.failed(
                        1,
                        "%s has no such schema, or the user may not use it; create it, grant USAGE on it, or name another with --schema"
                                .formatted(DATABASE.jdbcUrl())));
    }

    @Test
    void saysThatTheDatabaseIsNotThere() {
        String url = DATABASE.jdbcUrl().replaceFirst("/test_[^?]*", "/nowhere");

        assertThat(Ended.command(
                        Map.of("JDBC_PASSWORD", DATABASE.password()),
                        "status",
                        "--username",
                        DATABASE.username(),
                        "--jdbc-url",
                        url))
                .isEqualTo(Ended.failed(
                        1,
                        "cannot connect to %s: there is no such database; check its name in --jdbc-url"
                                .formatted(url)));
    }

    @Test
    void takesTheModesOfTlsInAnyCase() {
        assertThat(ConnectionParameters.fault("jdbc:postgresql://db.example.org/x?sslmode=Verify-Full&user=a"))
                .isEmpty();
        assertThat(ConnectionParameters.fault("jdbc:postgresql://db.example.org/x?sslmode=verify%2Dfull&service=s"))
                .isEmpty();
    }

    @Test
    void takesNoParameterThatTheDriverWouldPassOver() {
        assertThat(Ended.command("status", "--jdbc-url", "jdbc:postgresql://127.0.0.1:1/x?user=a&sslmod=verify-full"))
                .isEqualTo(Ended.failed(
                        2, "the URL sets 'sslmod', which the driver does not know; correct the name, or leave it out"));
        assertThat(Ended.command("status", "--jdbc-url", "jdbc:postgresql://127.0.0.1:1/x?sslmode=full"))
                .isEqualTo(Ended.failed(
                        2,
                        "the URL sets sslmode to 'full'; set it to one of disable, allow, prefer, require, verify-ca,"
                                + " verify-full"));
    }

    /** The driver takes the last one. */
    @Test
    void takesNoParameterTwice() {
        assertThat(Ended.command(
                        "status", "--jdbc-url", "jdbc:postgresql://127.0.0.1:1/x?sslmode=verify-full&sslmode=disable"))
                .isEqualTo(Ended.failed(2, "the URL sets 'sslmode' twice; leave one out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--password=hush", "--password hush", "--PASSWORD hush", "--pwd=hush", "-password hush"})
    void repeatsNoPasswordThatSomebodyTyped(String typed) {
        assertThat(Ended.command(("status " + typed).split(" ")))
                .isEqualTo(Ended.failed(
                        2,
                        "no option takes a password; set JDBC_PASSWORD, or keep it in ~/.pgpass;"
                                + " see model-catalog status --help"));
    }

    @Test
    void saysThatNothingAnswers() {
        assertThat(Ended.command("status", "--jdbc-url", "jdbc:postgresql://127.0.0.1:1/scidex"))
                .isEqualTo(
                        Ended.failed(
                                1,
                                "cannot connect to jdbc:postgresql://127.0.0.1:1/scidex: nothing answers there; check host and port, and that PostgreSQL is running"));
    }

    @Test
    void takesABlankOptionForAMistakeAndNotForTheEmbeddedDatabase() {
        assertThat(Ended.command("status", "--jdbc-url", " "))
                .isEqualTo(Ended.failed(
                        2, "--jdbc-url is blank; name a database, or leave the option out to use the embedded one"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"with\"quote", "with%percent", "${x}", "back\\slash"})
    void takesNoSchemaThatTheScriptsCannotHold(String schema) {
        assertThat(Ended.command("status", "--schema", schema))
                .isEqualTo(Ended.failed(
                        2,
                        "--schema holds a character that no script of migrate can hold, one of \" % $ \\;"
                                + " name a schema without them"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?password=hush", "?ssl=true&password=hush", "?sslpassword=hush", "?Password=hush"})
    void takesNoPasswordAsAnArgument(String properties) {
        assertThat(Ended.command("status", "--jdbc-url", "jdbc:postgresql://127.0.0.1:1/scidex" + properties))
                .isEqualTo(Ended.failed(
                        2,
                        "--jdbc-url holds a password, which other users of this machine can read;"
                                + " set JDBC_PASSWORD instead"));
    }

    @Test
    void takesAUserWithoutADatabaseForAMistakeAndNotForTheEmbeddedOne() {
        assertThat(Ended.command("status", "--username", "scidex"))
                .isEqualTo(Ended.failed(
                        2, "--username names the user of a database, but no database is named; add --jdbc-url"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://eve:hush@db/scidex?password=hush",
                "postgres://eve:hush@db/scidex",
                "jdbc:postgresql://eve:hush@db/scidex",
                "jdbc:postgresql://db:123456/scidex?password=hush",
                "jdbc:postgresql://db/scidex?password=hush%zz",
                "jdbc:postgresql://db:123456/scidex?ssl=true\n&password=hush",
                "jdbc:postgresql://127.0.0.1:1/scidex?password=hush"
            })
    void neverShowsAPassword(String url) {
        Ended ended = Ended.command(Map.of("JDBC_URL", url), "status", "--verbose");

        assertThat(ended.exitCode()).isIn(1, 2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("model-catalog: ").doesNotContain("hush");
    }

    @Test
    void readsNoPasswordFromTheVariableOfTheUrl() {
        Ended ended = Ended.command(Map.of("JDBC_URL", "jdbc:postgresql://db/scidex?user=eve&password=hush"), "status");

        assertThat(ended).isEqualTo(Ended.failed(2, "JDBC_URL holds a password; set JDBC_PASSWORD instead"));
    }

    @Test
    void neverShowsThePasswordInTheTraceOfWhatTheDatabaseRefuses() {
        try (TestRole role = TestRole.in(DATABASE)) {
            DATABASE.execute(
                    "GRANT CREATE ON SCHEMA public TO %1$s; ALTER ROLE %1$s SET default_transaction_read_only = on"
                            .formatted(role.name()));
            Map<String, String> environment = Map.of(
                    "JDBC_URL", DATABASE.jdbcUrl(), "JDBC_USERNAME", role.name(), "JDBC_PASSWORD", role.password());

            Ended ended = Ended.command(environment, "migrate", "--yes", "--verbose");

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err())
                    .contains("CommandFailure", "\tat ai.scidex.migration.")
                    .endsWith("SET default_transaction_read_only = off, or connect as somebody who writes\n")
                    .doesNotContain(role.password());
        }
    }

    @Test
    void neverShowsAPasswordThatIsWrong() {
        Ended ended = Ended.command(
                Map.of("JDBC_PASSWORD", "hush"),
                "status",
                "--verbose",
                "--jdbc-url",
                DATABASE.jdbcUrl(),
                "--username",
                DATABASE.username());

        // Where the server trusts everybody, no password is wrong.
        assertThat(ended.out() + ended.err()).isNotEmpty().doesNotContain("hush");
    }
}
