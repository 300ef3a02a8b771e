package ai.scidex.migration.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.MigratedDatabase;
import ai.scidex.migration.backfill.Approval;
import ai.scidex.migration.backfill.Backfill;
import ai.scidex.migration.backfill.BackfillResult;
import ai.scidex.migration.backfill.BackfillResult.RefusedArtifact;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.RandomMetadata;
import ai.scidex.migration.manifest.Landings;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class PlanIT {

    private static final String LEGACY = """
            {"is_external": false, "model_family": "statistical", "library": "scikit-learn", "parameter_count": 12,
             "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"auroc": 0.810}}
            """;

    private static final String NO_METRICS = LEGACY.replace("evaluation_metrics", "fit_metrics");

    @Provide
    Arbitrary<List<ObjectNode>> database() {
        return Arbitraries.oneOf(RandomMetadata.anything(), RandomMetadata.nearlyComplete())
                .list()
                .ofSize(60);
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void decidesAsTheBackfillDoes(@ForAll("database") List<ObjectNode> models) {
        try (MigratedDatabase database = MigratedDatabase.empty(Map.of("backfill.batch-size", 7))) {
            insert(database, models);

            String planned = told(plan(database, false));
            database.backfill();

            assertThat(planned).isEqualTo(database.query("""
                            SELECT string_agg(concat_ws(' ', c.artifact_id, c.outcome, h.held), E'\\n'
                                              ORDER BY c.artifact_id COLLATE "C")
                              FROM metadata_changes c
                              LEFT JOIN LATERAL (SELECT string_agg(concat_ws(' ', h.field, h.reason, h.required), ' '
                                                                   ORDER BY h.hold_id) AS held
                                                   FROM metadata_holds h
                                                  WHERE h.artifact_id = c.artifact_id) h ON true
                            """));
        }
    }

    @Test
    void looksAtAllHeldArtifactsAgainWhenAsked() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            database.insertModel("model-held", NO_METRICS);
            database.insertModel("model-upgraded", LEGACY);
            database.backfill();

            assertThat(plan(database, false)).isEmpty();
            assertThat(told(plan(database, true))).isEqualTo("model-held held evaluation_metrics ambiguous t");
        }
    }

    @Test
    void givesTheSameFingerprintsOnACopyOfTheDatabase() {
        try (MigratedDatabase database = MigratedDatabase.empty();
                MigratedDatabase copy = MigratedDatabase.empty()) {
            database.insertModel("model-a", LEGACY);
            copy.execute("CREATE TABLE another_transaction ()");
            copy.insertModel("model-a", LEGACY);

            assertThat(plan(copy, false)).isEqualTo(plan(database, false));
        }
    }

    @Test
    void givesOtherFingerprintsForOtherRowsAndLandings() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            database.insertModel("model-a", LEGACY);
            List<List<PlannedArtifact>> plans = new ArrayList<>();
            plans.add(plan(database, false));
            for (String change : List.of(
                    "UPDATE artifacts SET metadata = metadata || '{\"digits\": 1.10}'",
                    "UPDATE artifacts SET metadata = metadata || '{\"digits\": 1.1}'",
                    "UPDATE artifacts SET origin_url = 'https://example.org'",
                    "INSERT INTO artifacts (id, artifact_type, title) VALUES ('e', 'dataset', 'E')",
                    "INSERT INTO model_versions (artifact_id, trained_by) VALUES ('model-a', 'minimax:63')",
                    "UPDATE model_versions SET promotion_notes = 'early'",
                    "UPDATE model_versions SET promotion_state = 'rejected'")) {
                database.execute(change);
                plans.add(plan(database, false));
            }

            assertThat(plans)
                    .doesNotHaveDuplicates()
                    .allSatisfy(plan -> assertThat(plan).hasSize(1));
        }
    }

    @Test
    void leavesWhatItWasNotApprovedToDo() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            database.insertModel("model-a", LEGACY);
            database.insertModel("model-b", LEGACY);
            Approval approval = new Approval() {
                @Override
                public boolean isPlan() {
                    return true;
                }

                @Override
                public boolean redecides() {
                    return false;
                }

                @Override
                public void confirm(Optional<Long> unfinishedRun) {
                    assertThat(unfinishedRun).isEmpty();
                }

                @Override
                public boolean covers(Decision decision) {
                    return decision.artifact().id().value().equals("model-b");
                }
            };

            BackfillResult result = database.bean(Backfill.class).run(Landings.withoutManifest(), "test", approval);

            assertThat(result)
                    .isEqualTo(new BackfillResult(
                            "1",
                            1,
                            1,
                            0,
                            0,
                            List.of(new RefusedArtifact(
                                    "model-a",
                                    "it is not as it was planned any more; make a new plan, and give that one"))));
        }
    }

    private static List<PlannedArtifact> plan(MigratedDatabase database, boolean redecide) {
        Planning planning = database.bean(Planning.class);
        List<PlannedArtifact> planned = new ArrayList<>();
        Landings landings = Landings.withoutManifest();
        planning.plan(landings, planning.basis(landings, redecide), planned::add);
        return planned;
    }

    private static void insert(MigratedDatabase database, List<ObjectNode> models) {
        for (int i = 0; i < models.size(); i++) {
            database.insertModel(
                    "model-%02d".formatted(i), MetadataJson.write(models.get(i)).replace("'", "''"));
        }
    }

    private static String told(List<PlannedArtifact> plan) {
        return plan.stream()
                .map(artifact -> "%s %s%s"
                        .formatted(
                                artifact.artifactId(),
                                artifact.outcome(),
                                artifact.holds().stream()
                                        .map(hold -> " %s %s %s"
                                                .formatted(hold.field(), hold.reason(), hold.required() ? "t" : "f"))
                                        .collect(Collectors.joining())))
                .collect(Collectors.joining("\n"));
    }
}
