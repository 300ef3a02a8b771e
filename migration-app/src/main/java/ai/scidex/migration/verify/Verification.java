package ai.scidex.migration.verify;

import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.migration.manifest.Manifest;
import ai.scidex.migration.progress.Watch;
import ai.scidex.report.Criterion;
import ai.scidex.report.LaterChange;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Proves what the runs did, from the database alone. Changes nothing, and stops between two criteria if somebody wants that. */
@Singleton
public class Verification {

    private static final int PAGE = 500;

    /** How many criteria there are without a manifest. */
    private static final int CRITERIA = 11;

    private final JdbcOperations jdbc;
    private final MetadataValidator validator;
    private final Watch watch;

    Verification(JdbcOperations jdbc, MetadataValidator validator, Watch watch) {
        this.jdbc = jdbc;
        this.validator = validator;
        this.watch = watch;
    }

    /** Judges every criterion, with the models that the manifest of the last run expects. */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public VerificationResult run() {
        return jdbc.execute(connection -> judge(connection, manifestOfTheLastRun(connection)));
    }

    /** Judges every criterion, with the models that {@code manifest} expects. */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public VerificationResult run(Manifest manifest) {
        return jdbc.execute(connection -> judge(connection, manifest.json()));
    }

    /** Judges every criterion but those on the states that expected models landed in. */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public VerificationResult runWithoutManifest() {
        return jdbc.execute(connection -> judge(connection, null));
    }

    private VerificationResult judge(Connection connection, @Nullable String manifest) throws SQLException {
        execute(connection, ProofQueries.COMPILE_NOTHING);
        int total = manifest == null ? CRITERIA : CRITERIA + Landed.CRITERIA;
        try (Watch.Step step = watch.begin("verify", "criteria", () -> total)) {
            return judge(connection, manifest, new Judged(step));
        }
    }

    private VerificationResult judge(Connection connection, @Nullable String manifest, Judged criteria)
            throws SQLException {
        criteria.add(counted(connection, "every-model-has-a-version", ProofQueries.EVERY_MODEL_HAS_A_VERSION));
        criteria.add(counted(connection, "every-model-is-examined", ProofQueries.EVERY_MODEL_IS_EXAMINED));
        RecordedSchemas schemas = RecordedSchemas.of(connection, validator);
        DecidedMetadata metadata = DecidedMetadata.of(connection, schemas);
        criteria.add(metadata.outcomesSumUp());
        criteria.add(noMetadataLost(connection, schemas));
        criteria.add(metadata.asDecided());
        criteria.add(metadataIsValid(connection, schemas));
        criteria.add(counted(connection, "columns-agree-with-metadata", ProofQueries.COLUMNS_AGREE_WITH_METADATA));
        DecidedColumns columns = DecidedColumns.of(connection);
        criteria.add(columns.criterion());
        criteria.add(
                counted(connection, "held-artifacts-have-their-holds", ProofQueries.HELD_ARTIFACTS_HAVE_THEIR_HOLDS));
        criteria.add(counted(connection, "holds-are-as-decided", ProofQueries.HOLDS_ARE_AS_DECIDED));
        criteria.add(counted(connection, "no-model-landed-rejected", ProofQueries.NONE_LANDED_REJECTED));
        if (manifest != null) {
            Landed.of(connection, manifest).criteria().forEach(criteria::add);
        }
        return VerificationResult.of(criteria.list, changedSince(connection, columns));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static Criterion counted(Connection connection, String id, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return counted(id, statement);
        }
    }

    private static Criterion counted(String id, PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            long expected = rows.getLong("expected");
            long actual = rows.getLong("actual");
            return new Criterion(
                    id, expected == actual, Long.toString(expected), actual + Named.of(texts(rows.getArray("wrong"))));
        }
    }

    private static Criterion noMetadataLost(Connection connection, RecordedSchemas schemas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ProofQueries.NO_METADATA_LOST)) {
            statement.setString(1, schemas.propertyNamesAsJson());
            return counted("no-metadata-lost", statement);
        }
    }

    private static Criterion metadataIsValid(Connection connection, RecordedSchemas schemas) throws SQLException {
        long examined = 0;
        List<String> invalid = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ProofQueries.METADATA_AFTER)) {
            statement.setFetchSize(PAGE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    examined++;
                    String version = rows.getString("schema_version");
                    if (!schemas.know(version)) {
                        invalid.add("%s (its schema %s is not known here)"
                                .formatted(rows.getString("artifact_id"), version));
                    } else if (!schemas.accept(version, rows.getString("metadata"))) {
                        invalid.add(rows.getString("artifact_id"));
                    }
                }
            }
        }
        return new Criterion(
                "upgraded-metadata-is-valid",
                invalid.isEmpty(),
                Long.toString(examined),
                (examined - invalid.size()) + Named.of(invalid));
    }

    private static @Nullable String manifestOfTheLastRun(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ProofQueries.MANIFEST_OF_THE_LAST_RUN);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private static List<LaterChange> changedSince(Connection connection, DecidedColumns columns) throws SQLException {
        List<LaterChange> changes = new ArrayList<>(columns.changes());
        try (PreparedStatement statement = connection.prepareStatement(ProofQueries.CHANGED_SINCE);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                changes.add(new LaterChange(rows.getString("artifact_id"), rows.getString("what")));
            }
        }
        changes.sort(Comparator.comparing(LaterChange::artifactId).thenComparing(LaterChange::what));
        return changes;
    }

    /** The criteria that are judged so far. */
    private final class Judged {

        private final List<Criterion> list = new ArrayList<>();
        private final Watch.Step step;

        Judged(Watch.Step step) {
            this.step = step;
        }

        void add(Criterion criterion) {
            list.add(criterion);
            step.done(1);
            watch.stopIfWanted("verify");
        }
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
