package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
