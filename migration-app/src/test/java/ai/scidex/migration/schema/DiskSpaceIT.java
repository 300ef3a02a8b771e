package ai.scidex.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class DiskSpaceIT {

    private static final long MEGABYTE = 1L << 20;

    @Test
    void warnsWhereTheRecordWouldNotFit() {
        Path directory = Path.of("/srv/data");

        assertThat(DiskSpace.finding(directory, 364 * MEGABYTE, 100 * MEGABYTE)).isEmpty();
        assertThat(DiskSpace.finding(directory, 363 * MEGABYTE, 100 * MEGABYTE))
                .contains(Finding.warning(
                        "the disk that holds /srv/data has 363 MB left, and migration and backfill may need 364 MB",
                        "make room, or move the data directory"));
    }

    @Test
    void findsRoomForAnEmptyTable() throws SQLException {
        try (TestDatabase database = TestDatabase.fresh();
                Connection connection = database.connection()) {
            assertThat(DiskSpace.check(connection)).isEmpty();
        }
    }

    @Test
    void saysNothingToWhoMayNotKnow() throws SQLException {
        try (TestDatabase database = TestDatabase.fresh();
                Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE pg_signal_backend");

            assertThat(DiskSpace.check(connection)).isEmpty();
        }
    }
}
