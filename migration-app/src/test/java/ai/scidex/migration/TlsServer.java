package ai.scidex.migration;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A PostgreSQL server that talks to users over TLS alone: to {@code curator} for a password, to {@code auditor} for a
 * certificate.
 */
final class TlsServer implements AutoCloseable {

    static final String PASSWORD = "p=a ss:word";

    private static final String STORE_PASSWORD = "changeit";

    private final Path folder;
    private final EmbeddedPostgres server;

    private TlsServer(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    /** Starts one that keeps its keys in the folder. */
    static TlsServer start(Path folder) throws IOException, GeneralSecurityException, SQLException {
        makeKey(folder, "server", "CN=localhost", "-ext", "san=ip:127.0.0.1,dns:localhost");
        makeKey(folder, "auditor", "CN=auditor");
        makeKey(folder, "stranger", "CN=auditor");
        Files.writeString(folder.resolve("pg_hba.conf"), """
                host    all postgres 127.0.0.1/32 trust
                hostssl all curator  127.0.0.1/32 scram-sha-256
                hostssl all auditor  127.0.0.1/32 cert
                """);
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", folder.resolve("server.crt").toString())
                .setServerConfig("ssl_key_file", folder.resolve("server.key").toString())
                .setServerConfig("ssl_ca_file", folder.resolve("auditor.crt").toString())
                .setServerConfig("hba_file", folder.resolve("pg_hba.conf").toString())
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE curator LOGIN PASSWORD '%s'; CREATE ROLE auditor LOGIN".formatted(PASSWORD));
        }
        return new TlsServer(folder, server);
    }

    int port() {
        return server.getPort();
    }

    /** Returns the URL of its one database. */
    String jdbcUrl(String properties) {
        return "jdbc:postgresql://127.0.0.1:%d/postgres%s".formatted(port(), properties);
    }

    /** Returns the file that holds the certificate of somebody. */
    String certificate(String name) {
        return folder.resolve(name + ".crt").toString();
    }

    /** Returns the file that holds somebody's key as PostgreSQL's driver for Java wants it. */
    String driverKey(String name) {
        return folder.resolve(name + ".pk8").toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static void makeKey(Path folder, String name, String subject, String... more)
            throws IOException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                subject,
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE_PASSWORD));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
        if (keytool.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(told);
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
        byte[] key = keys.getKey(name, STORE_PASSWORD.toCharArray()).getEncoded();
        keepToOurselves(Files.write(folder.resolve(name + ".pk8"), key));
        keepToOurselves(Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key)));
        Files.writeString(
                folder.resolve(name + ".crt"),
                pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
    }

    private static void keepToOurselves(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content));
    }
}
