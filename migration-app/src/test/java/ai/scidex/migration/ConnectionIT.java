package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to a database that docs/configuration.md describes, each to a server that takes no other. */
class ConnectionIT {

    @TempDir
    private static Path folder;

    private static TlsServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = TlsServer.start(folder);
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void trustsTheCertificateThatTheUrlNames() {
        Ended ended = status(verified("server"), "curator", Map.of("JDBC_PASSWORD", TlsServer.PASSWORD));

        assertConnected(ended);
    }

    @Test
    void refusesAnotherCertificate() {
        Ended ended = status(verified("stranger"), "curator", Map.of("JDBC_PASSWORD", TlsServer.PASSWORD));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith("model-catalog: cannot connect to %s: the connection cannot be secured: "
                        .formatted(server.jdbcUrl("")))
                .endsWith("PKIX path building failed: unable to find valid certification path to requested target"
                        + "; check sslmode, sslrootcert, sslcert and sslkey in --jdbc-url\n");
    }

    @Test
    void refusesTheCertificateOfAnotherHost() {
        String url = server.jdbcUrl(verified("server")).replace("127.0.0.1", "127.1");

        Ended ended = Ended.command(
                Map.of("JDBC_PASSWORD", TlsServer.PASSWORD), "status", "--jdbc-url", url, "--username", "curator");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .contains("The hostname 127.1 could not be verified")
                .endsWith("; check sslmode, sslrootcert, sslcert and sslkey in --jdbc-url\n");
    }

    @Test
    void saysThatTheServerWantsItSecured() {
        Ended ended = status("?sslmode=disable", "curator", Map.of("JDBC_PASSWORD", TlsServer.PASSWORD));

        assertThat(ended)
                .isEqualTo(Ended.failed(
                        1,
                        "cannot connect to %s: no pg_hba.conf entry for host \"127.0.0.1\", user \"curator\", database \"postgres\", no encryption; check --username and the server's pg_hba.conf"
                                .formatted(server.jdbcUrl(""))));
    }

    @Test
    void namesTheCertificateThatIsNotThere() {
        Path none = folder.resolve("none.crt");

        assertThat(status("?sslmode=verify-full&sslrootcert=" + none, "curator", Map.of()))
                .isEqualTo(Ended.failed(
                        1,
                        "cannot connect to %s: Could not open SSL root certificate file %s; check sslmode, sslrootcert, sslcert and sslkey in --jdbc-url"
                                .formatted(server.jdbcUrl(""), none)));
    }

    @Test
    void showsItsOwnCertificate() {
        Ended ended = status(
                verified("server")
                        + "&sslcert=%s&sslkey=%s".formatted(server.certificate("auditor"), server.driverKey("auditor")),
                "auditor",
                Map.of());

        assertConnected(ended);
    }

    @Test
    void readsThePasswordFromThePasswordFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("pgpass"),
                "127.0.0.1:%d:postgres:curator:%s\n".formatted(server.port(), TlsServer.PASSWORD.replace(":", "\\:")));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertConnected(process(
                Map.of("PGPASSFILE", file.toString()),
                "status",
                "--username",
                "curator",
                "--jdbc-url",
                server.jdbcUrl(verified("server"))));
    }

    @Test
    void readsNoPasswordFileThatOthersMayRead() throws IOException {
        Path file = Files.writeString(folder.resolve("everybody"), "*:*:*:*:" + TlsServer.PASSWORD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(status(verified("server"), "curator", Map.of("PGPASSFILE", file.toString())))
                .isEqualTo(Ended.failed(
                        2, "%1$s holds a password, and others may read it; chmod 600 %1$s".formatted(file)));
        // Where it is not needed, it does no harm.
        assertConnected(status(
                verified("server"),
                "curator",
                Map.of("PGPASSFILE", file.toString(), "JDBC_PASSWORD", TlsServer.PASSWORD)));
    }

    @Test
    void connectsToAService() throws IOException {
        Path file = serviceFile();

        Ended ended = process(
                Map.of("PGSERVICEFILE", file.toString()),
                "status",
                "--jdbc-url",
                "jdbc:postgresql://?service=rehearsal");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("database          jdbc:postgresql://?service=rehearsal\n");
    }

    @Test
    void saysThatThereIsNoSuchService() throws IOException {
        Path file = serviceFile();

        Ended ended = process(
                Map.of("PGSERVICEFILE", file.toString()), "status", "--jdbc-url", "jdbc:postgresql://?service=other");

        assertThat(ended)
                .isEqualTo(
                        Ended.failed(
                                2,
                                "jdbc:postgresql://?service=other: no service of that name is in the service file, which PGSERVICEFILE names, or ~/.pg_service.conf"));
    }

    @Test
    void asksForThePasswordAtATerminal() {
        Ended ended = Ended.typing(
                List.of(TlsServer.PASSWORD),
                "status",
                "--username",
                "curator",
                "--jdbc-url",
                server.jdbcUrl(verified("server")));

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("database          %s\n".formatted(server.jdbcUrl("")));
        assertThat(ended.err()).isEqualTo("password of user curator for %s: ".formatted(server.jdbcUrl("")));
    }

    @Test
    void saysThatThePasswordIsWrong() {
        Ended ended = Ended.typing(
                List.of("hush"), "status", "--username", "curator", "--jdbc-url", server.jdbcUrl(verified("server")));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .endsWith(
                        ": password authentication failed for user \"curator\"; set JDBC_PASSWORD, or name another user with --username\n")
                .doesNotContain("hush");
    }

    @Test
    void saysThatTheServerWantsAPassword() {
        assertThat(status(verified("server"), "curator", Map.of()))
                .isEqualTo(Ended.failed(
                        1,
                        "cannot connect to %s: the server wants a password; set JDBC_PASSWORD, or keep it in ~/.pgpass"
                                .formatted(server.jdbcUrl(""))));
    }

    @Test
    void readsAllOfItFromTheConfigurationFile() throws IOException {
        Path file = Files.writeString(folder.resolve("model-catalog.env"), """
                JDBC_URL=%s
                JDBC_USERNAME=curator
                JDBC_PASSWORD=%s
                """.formatted(
                        server.jdbcUrl(verified("server")), TlsServer.PASSWORD));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertConnected(Ended.command(Map.of("MODEL_CATALOG_CONFIG", file.toString()), "status"));
    }

    private static Path serviceFile() throws IOException {
        return Files.writeString(folder.resolve("pg_service.conf"), """
                [rehearsal]
                host=127.0.0.1
                port=%d
                dbname=postgres
                user=curator
                password=%s
                """.formatted(server.port(), TlsServer.PASSWORD));
    }

    private static String verified(String name) {
        return "?sslmode=verify-full&sslrootcert=" + server.certificate(name);
    }

    private static Ended status(String properties, String user, Map<String, String> environment) {
        return Ended.command(environment, "status", "--username", user, "--jdbc-url", server.jdbcUrl(properties));
    }

    private static void assertConnected(Ended ended) {
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("database          %s\n".formatted(server.jdbcUrl("")));
        assertThat(ended.exitCode()).isZero();
    }

    private static Ended process(Map<String, String> environment, String... args) throws IOException {
        try (CommandProcess process = CommandProcess.start(environment, List.of(), List.of(args))) {
            return new Ended(process.exitCode(), process.out(), process.err());
        }
    }
}
