package ai.scidex.migration.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Whether the disk of the server, where it is this machine's, has room for what is going to be written. */
final class DiskSpace {

    /** The record of before, the rows that are rewritten, and the evidence are each about as large as the table. */
    private static final int COPIES = 3;

    private static final long LEAST = 64L << 20;
    private static final long MEGABYTE = 1L << 20;

    /** Who may not see the setting has no row of it. */
    private static final String SQL = """
            SELECT (SELECT s.setting FROM pg_settings s WHERE s.name = 'data_directory') AS directory,
                   coalesce(pg_total_relation_size(to_regclass('artifacts')), 0) AS size
             WHERE inet_server_addr() IS NULL
                OR inet_server_addr() IN ('127.0.0.1', '::1')
            """;

    private DiskSpace() {}

    static Optional<Finding> check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            if (!row.next() || row.getString("directory") == null) {
                return Optional.empty();
            }
            Path directory = Path.of(row.getString("directory"));
            // Behind a loopback address may be a container, whose folders are not here.
            return Files.isDirectory(directory)
                    ? finding(directory, Files.getFileStore(directory).getUsableSpace(), row.getLong("size"))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns what is to be said of a disk.
     *
     * @param usable how many bytes can be written to it
     * @param size how many bytes {@code artifacts} has, with its indexes
     */
    static Optional<Finding> finding(Path directory, long usable, long size) {
        long needed = LEAST + COPIES * size;
        return usable >= needed
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "the disk that holds %s has %d MB left, and migration and backfill may need %d MB"
                                .formatted(directory, usable / MEGABYTE, needed / MEGABYTE),
                        "make room, or move the data directory"));
    }
}
