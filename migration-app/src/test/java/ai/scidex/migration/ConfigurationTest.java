package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.migration.backfill.BackfillSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("model-catalog.env");
    }

    @Test
    void readsAVariableALine() throws IOException {
        Configuration configuration = read("""
                # the database of the rehearsal
                JDBC_URL=jdbc:postgresql://db.example.org/scidex?sslmode=verify-full&a=b

                  JDBC_USERNAME = curator
                BACKFILL_BATCH_SIZE=1000
                """);

        assertThat(configuration.variable("JDBC_URL"))
                .contains("jdbc:postgresql://db.example.org/scidex?sslmode=verify-full&a=b");
        assertThat(configuration.variable("JDBC_USERNAME")).contains("curator");
        assertThat(configuration.settings()).isEqualTo(Map.of("backfill.batch-size", "1000"));
    }

    @Test
    void theEnvironmentStandsAboveTheFile() throws IOException {
        Files.writeString(file, "JDBC_USERNAME=of the file\nJDBC_URL=of the file\n");

        Configuration configuration = Configuration.of(
                Map.of("MODEL_CATALOG_CONFIG", file.toString(), "JDBC_USERNAME", "of the environment"));

        assertThat(configuration.variable("JDBC_USERNAME")).contains("of the environment");
        assertThat(configuration.variable("JDBC_URL")).contains("of the file");
    }

    @Test
    void takesForTheBackfillTheOptionThenTheEnvironmentThenTheFile() throws IOException {
        Files.writeString(file, "BACKFILL_BATCH_SIZE=7\nBACKFILL_WORKERS=2\nBACKFILL_LOCK_TIMEOUT=300ms\n");
        Configuration configuration = Configuration.of(Map.of(
                "MODEL_CATALOG_CONFIG", file.toString(), "BACKFILL_WORKERS", "3", "BACKFILL_JOIN_PATIENCE", " "));

        assertThat(configuration.backfill(null, null))
                .isEqualTo(new BackfillSettings(7, 3, Duration.ofSeconds(10), Duration.ofMillis(300)));
        assertThat(configuration.backfill(9, 4))
                .isEqualTo(new BackfillSettings(9, 4, Duration.ofSeconds(10), Duration.ofMillis(300)));
        assertThat(Configuration.of(Map.of()).backfill(null, null)).isEqualTo(BackfillSettings.standard());
        assertThat(Configuration.of(Map.of("BACKFILL_WORKERS", "99"))
                        .backfill(null, 4)
                        .workers())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "BACKFILL_BATCH_SIZE=x => BACKFILL_BATCH_SIZE is 'x'; set it to a whole number",
                "BACKFILL_BATCH_SIZE=0 => a batch has 1 to 10000 artifacts, not 0 (a variable sets it: see docs/configuration.md)",
                "BACKFILL_WORKERS=99 => a process has 1 to 16 workers, not 99 (a variable sets it: see docs/configuration.md)",
                "BACKFILL_JOIN_PATIENCE=soon => BACKFILL_JOIN_PATIENCE is 'soon'; set it to a time such as 10s or 500ms",
                "BACKFILL_LOCK_TIMEOUT=2m => a lock is waited for 1 ms to 1 minute, not PT2M (a variable sets it: see docs/configuration.md)",
                "BACKFILL_LOCK_TIMEOUT=PT9999999999999999S => a lock is waited for 1 ms to 1 minute, not PT2777777777777H46M39S (a variable sets it: see docs/configuration.md)",
                "BACKFILL_JOIN_PATIENCE=-5s => a run to take part in is waited for 0 s or longer, not PT-5S (a variable sets it: see docs/configuration.md)"
            })
    void refusesAValueThatTheBackfillCannotTake(String variable, String said) {
        String[] parts = variable.split("=", 2);

        assertThat(Ended.command(Map.of(parts[0], parts[1], "JDBC_URL", "jdbc:postgresql://127.0.0.1:1/x"), "status"))
                .isEqualTo(Ended.failed(2, said));
    }

    @Test
    void needsNoFile() {
        assertThat(Configuration.of(Map.of("MODEL_CATALOG_CONFIG", " ")).settings())
                .isEmpty();
    }

    @Test
    void namesTheLineThatSetsWhatThereIsNot() {
        assertThatThrownBy(() -> read("JDBC_URL=x\nJDBC_USER=curator\n"))
                .hasMessage(
                        "line 2 of %s sets 'JDBC_USER', which there is not; it may set BACKFILL_BATCH_SIZE,"
                                + " BACKFILL_JOIN_PATIENCE, BACKFILL_LOCK_TIMEOUT, BACKFILL_WORKERS, JDBC_PASSWORD, JDBC_URL,"
                                + " JDBC_USERNAME, MODEL_CATALOG_VERSION_LIFECYCLE_STATE",
                        file);
    }

    @Test
    void namesTheLineThatSetsNothing() {
        assertThatThrownBy(() -> read("# here\n\njdbc:postgresql://db.example.org/scidex\n"))
                .hasMessage("line 3 of %s is no NAME=VALUE", file);
    }

    @Test
    void namesTheLineThatSetsAgain() {
        assertThatThrownBy(() -> read("JDBC_URL=x\nJDBC_URL=y\n"))
                .hasMessage("line 2 of %s sets JDBC_URL again; remove one of the two", file);
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> Configuration.of(Map.of("MODEL_CATALOG_CONFIG", file.toString())))
                .hasMessage("cannot read %s, which MODEL_CATALOG_CONFIG names: there is no such file", file);
    }

    @Test
    void takesAPasswordOnlyWhereNobodyElseReadsIt() throws IOException {
        Files.writeString(file, "JDBC_PASSWORD=h=u sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Map<String, String> environment = Map.of("MODEL_CATALOG_CONFIG", file.toString());

        assertThatThrownBy(() -> Configuration.of(environment))
                .hasMessage("%1$s holds a password, and others may read it; chmod 600 %1$s", file);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(Configuration.of(environment).variable("JDBC_PASSWORD")).contains("h=u sh");
    }

    private Configuration read(String text) throws IOException {
        Files.writeString(file, text);
        return Configuration.of(Map.of("MODEL_CATALOG_CONFIG", file.toString()));
    }
}
