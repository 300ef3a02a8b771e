package ai.scidex.migration.review;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.PromotionState;
import ai.scidex.catalog.TestJson;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.MigratedDatabase;
import ai.scidex.migration.manifest.Landing;
import ai.scidex.migration.manifest.Manifest;
import ai.scidex.migration.verify.Verification;
import ai.scidex.migration.verify.VerificationResult;
import ai.scidex.report.Criterion;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A database with one model, {@code model-a}, whose held fields are reviewed. */
final class ReviewedDatabase implements AutoCloseable {

    static final String MODEL = "model-a";

    static final Reviewer JANE = Reviewer.now("Jane Doe", "see the notebook");

    /** Metadata that lacks nothing but what a test takes out of it; {@code slope} is somebody else's, and so are its digits. */
    private static final String METADATA = """
            {
              "is_external": false,
              "model_family": "rule_based",
              "framework": "python",
              "parameter_count": 7,
              "training_data": "ADNI-1",
              "evaluation_dataset": "ADNI-2",
              "evaluation_metrics": {"auc": 0.90},
              "slope": 1.10
            }
            """;

    private final MigratedDatabase database = MigratedDatabase.empty();

    /** Returns a database whose model has {@code metadata}, backfilled. */
    static ReviewedDatabase of(String metadata) {
        ReviewedDatabase reviewed = new ReviewedDatabase();
        reviewed.insert(metadata);
        reviewed.database.backfill();
        return reviewed;
    }

    /** Returns a database whose model lacks {@code members} of what it needs. */
    static ReviewedDatabase without(String... members) {
        return of(lacking(members));
    }

    /** Returns one whose model the manifest wants promoted. */
    static ReviewedDatabase promoted(String metadata) {
        ReviewedDatabase reviewed = new ReviewedDatabase();
        reviewed.insert(metadata);
        reviewed.backfillPromoting();
        return reviewed;
    }

    /** Backfills with a manifest that wants {@code model-a} promoted. */
    void backfillPromoting() {
        Landing landing = new Landing(PromotionState.PROMOTED, "live already");
        database.backfill(Optional.of(new Manifest(List.of(new Manifest.Entry(MODEL, landing)))));
    }

    /** Returns one whose model had this row before the run. */
    static ReviewedDatabase withRow(String metadata, String column, String value) {
        ReviewedDatabase reviewed = new ReviewedDatabase();
        reviewed.insert(metadata);
        reviewed.execute(
                "INSERT INTO model_versions (artifact_id, %s) VALUES ('%s', '%s')".formatted(column, MODEL, value));
        reviewed.database.backfill();
        return reviewed;
    }

    static String lacking(String... members) {
        ObjectNode metadata = (ObjectNode) TestJson.parse(METADATA);
        metadata.remove(List.of(members));
        return MetadataJson.write(metadata);
    }

    /** Returns the metadata that lacks nothing, with {@code more} members. */
    static String with(String more) {
        return METADATA.strip()
                .replaceFirst("}\\s*$", "")
                .replaceFirst("\\s*$", "")
                .concat(", " + more + "}");
    }

    private void insert(String metadata) {
        database.execute(
                "INSERT INTO artifacts (id, artifact_type, title, metadata) VALUES ('%s', 'model', 'A model', '%s')"
                        .formatted(MODEL, metadata));
    }

    Review review() {
        return database.bean(Review.class);
    }

    MigratedDatabase database() {
        return database;
    }

    Resolution resolve(String field, String value) {
        return review().resolve(hold(field), TestJson.parse(value), JANE);
    }

    Resolution dismiss(String field) {
        return review().dismiss(hold(field), JANE);
    }

    Resolution reopen(String field) {
        return review().reopen(hold(field), Reviewer.now("Joe", "it was another notebook"));
    }

    /** Returns the number of the latest hold on a field. */
    long hold(String field) {
        return Long.parseLong(query("SELECT max(hold_id) FROM metadata_holds WHERE field = '%s'".formatted(field)));
    }

    /** Returns the holds in one line each. */
    String holds() {
        return query("""
                SELECT string_agg(concat_ws(' ', field, reason, CASE WHEN required THEN 'required' ELSE 'optional' END, status),
                                  ', ' ORDER BY hold_id)
                  FROM metadata_holds
                """);
    }

    String metadata() {
        return query("SELECT metadata::TEXT FROM artifacts WHERE id = '%s'".formatted(MODEL));
    }

    String column(String name) {
        return query("SELECT %s FROM model_versions WHERE artifact_id = '%s'".formatted(name, MODEL));
    }

    String query(String sql) {
        return database.query(sql);
    }

    void execute(String sql) {
        database.execute(sql);
    }

    /** Proves the database; nobody changed anything that was decided. */
    void verify() {
        VerificationResult result = database.bean(Verification.class).run();

        assertThat(result.checks()).allMatch(Criterion::ok);
        assertThat(result.changedSince()).isEmpty();
    }

    @Override
    public void close() {
        database.close();
    }
}
