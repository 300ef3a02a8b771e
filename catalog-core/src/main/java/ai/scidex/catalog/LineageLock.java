package ai.scidex.catalog;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets one transaction at a time change a lineage: all model artifacts that {@code parent_version_id} connects.
 *
 * <p>The lock is on the version that the lineage starts with. Rows that were there before us may form a loop, which
 * starts with none: then it is on everything above the model, which for any two of a loop has the loop in common. A
 * parent that does not exist, or is no model, counts as none.
 */
@Singleton
final class LineageLock {

    /**
     * The start comes first, so that whoever waits for it holds nothing that another waits for. OFFSET 0 and the array
     * keep the planner to the index: nobody can tell beforehand how long a lineage is.
     */
    static final String LOCK = """
              WITH RECURSIVE ancestor (id, parent_id) AS (
                       SELECT a.id, a.parent_version_id
                         FROM artifacts a
                        WHERE a.id = ?
                          AND a.artifact_type = 'model'
                        UNION
                       SELECT p.id, p.parent_version_id
                         FROM ancestor c
                        CROSS JOIN LATERAL (SELECT a.id, a.parent_version_id
                                              FROM artifacts a
                                             WHERE a.id = c.parent_id
                                               AND a.artifact_type = 'model'
                                            OFFSET 0) p
                   ),
                   root (id) AS (
                       SELECT c.id
                         FROM ancestor c
                        WHERE NOT EXISTS (SELECT FROM ancestor p WHERE p.id = c.parent_id)
                   )
            SELECT a.id,
                   a.id IN (SELECT id FROM root) OR NOT EXISTS (SELECT FROM root) AS is_start,
                   current_setting('transaction_isolation') AS isolation
              FROM artifacts a
             WHERE a.id = ANY (ARRAY(SELECT c.id
                                       FROM ancestor c
                                      WHERE c.id = ?
                                         OR c.id IN (SELECT id FROM root)
                                         OR NOT EXISTS (SELECT FROM root)))
             ORDER BY a.id IN (SELECT id FROM root) DESC, a.id COLLATE "C"
               FOR NO KEY UPDATE OF a
            """;

    /**
     * BETWEEN is {@code =} here, but for the planner: from {@code =} it would conclude that each version has as many children
     * as the most common parent, and read the whole table for each of them.
     */
    static final String READ = """
              WITH RECURSIVE member (id, version_number, is_latest) AS (
                       SELECT a.id, a.version_number, a.is_latest
                         FROM artifacts a
                        WHERE a.id = ANY (?)
                        UNION
                       SELECT c.id, c.version_number, c.is_latest
                         FROM member m
                        CROSS JOIN LATERAL (SELECT a.id, a.version_number, a.is_latest
                                              FROM artifacts a
                                             WHERE a.parent_version_id BETWEEN m.id AND m.id
                                               AND a.artifact_type = 'model'
                                            OFFSET 0) c
                   )
            SELECT m.id, m.is_latest = 1 AS is_latest,
                   (SELECT v.promotion_state FROM model_versions v WHERE v.artifact_id = m.id) AS promotion_state,
                   (SELECT coalesce(max(h.version_number), 0) FROM member h) AS highest
              FROM member m
             WHERE m.is_latest = 1
                OR m.id = ?
             ORDER BY m.id COLLATE "C"
            """;

    private final JdbcOperations jdbc;

    LineageLock(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Waits for the lineage of {@code model}, and keeps it and the model's artifact until the transaction ends.
     *
     * @throws NoSuchModelException if there is no model artifact of that id
     */
    LockedLineage lock(ArtifactId model) {
        return jdbc.execute(connection -> {
            Locked locked = lock(connection, model);
            while (!locked.hasStart() && !locked.ids().isEmpty()) {
                // Somebody deleted the start while we waited for it: now the lineage starts elsewhere.
                locked = lock(connection, model);
            }
            if (locked.ids().isEmpty()) {
                throw Absence.of(connection, model);
            }
            return read(connection, locked.ids(), model);
        });
    }

    private static Locked lock(Connection connection, ArtifactId model) throws SQLException {
        List<ArtifactId> ids = new ArrayList<>();
        boolean hasStart = false;
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            Parameters.of(statement).id(model).id(model);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Isolation.refuseUnlessFresh(rows.getString("isolation"));
                    ids.add(new ArtifactId(rows.getString("id")));
                    hasStart |= rows.getBoolean("is_start");
                }
            }
        }
        return new Locked(ids, hasStart);
    }

    private static LockedLineage read(Connection connection, List<ArtifactId> locked, ArtifactId model)
            throws SQLException {
        int highestNumber = 0;
        List<LockedLineage.Member> members = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setArray(1, TextArray.of(connection, locked));
            statement.setString(2, model.value());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    highestNumber = rows.getInt("highest");
                    String state = rows.getString("promotion_state");
                    members.add(new LockedLineage.Member(
                            new ArtifactId(rows.getString("id")),
                            rows.getBoolean("is_latest"),
                            state == null ? null : PromotionState.of(state)));
                }
            }
        }
        return new LockedLineage(model, highestNumber, members);
    }

    /** The artifacts that were locked, and whether the start of the lineage is one of them. */
    private record Locked(List<ArtifactId> ids, boolean hasStart) {}
}
