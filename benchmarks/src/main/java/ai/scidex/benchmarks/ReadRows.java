package ai.scidex.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads and parses the metadata of all models, page by page, and does nothing with it. */
final class ReadRows {

    private static final int PAGE = 500;

    private ReadRows() {}

    public static void main(String[] args) throws SQLException, IOException {
        ObjectMapper json = new ObjectMapper();
        int members = 0;
        try (Connection connection = DriverManager.getConnection(args[0]);
                PreparedStatement page = connection.prepareStatement("""
                        SELECT id, metadata::TEXT
                          FROM artifacts
                         WHERE artifact_type = 'model' AND id COLLATE "C" > ?
                         ORDER BY id COLLATE "C"
                         LIMIT ?
                        """)) {
            String after = "";
            int read;
            do {
                read = 0;
                page.setString(1, after);
                page.setInt(2, PAGE);
                try (ResultSet rows = page.executeQuery()) {
                    while (rows.next()) {
                        after = rows.getString(1);
                        members += json.readTree(rows.getString(2)).size();
                        read++;
                    }
                }
            } while (read == PAGE);
        }
        if (members == 0) {
            throw new IllegalStateException("there was nothing to read");
        }
    }
}
