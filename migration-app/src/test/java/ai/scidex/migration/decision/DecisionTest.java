package ai.scidex.migration.decision;

import static ai.scidex.migration.decision.Legacy.KNOWN;
import static ai.scidex.migration.decision.Legacy.decide;
import static ai.scidex.migration.decision.Legacy.external;
import static ai.scidex.migration.decision.Legacy.internal;
import static ai.scidex.migration.decision.Legacy.json;
import static ai.scidex.migration.decision.Legacy.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.scidex.catalog.Adoption;
import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.catalog.MetadataChange;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.PromotionState;
import ai.scidex.catalog.validation.Violation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionTest {

    @Test
    void decidesEveryFieldInOrder() {
        assertThat(decide(internal()).fields().keySet())
                .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(Field.METADATA)));
    }

    @Test
    void leavesTheMetadataWhileARequiredFieldIsHeld() {
        ObjectNode metadata = internal().put("library", "scipy").put("benchmark_id", "TBD");
        metadata.remove(List.of("framework", "parameter_count"));

        Decision decision = decide(metadata);

        assertThat(decision.outcome()).isEqualTo(Outcome.HELD);
        assertThat(decision.change()).isEqualTo(MetadataChange.none());
    }

    @Test
    void upgradesWithoutTheOptionalFieldsThatAreHeld() {
        ObjectNode metadata = internal().put("base_model_id", "bert-base").put("library", "scipy");
        metadata.remove("framework");

        Decision decision = decide(metadata);

        assertThat(decision.outcome()).isEqualTo(Outcome.UPGRADED);
        assertThat(decision.change())
                .isEqualTo(new MetadataChange(Map.of("framework", json("\"scipy\"")), List.of("base_model_id")));
        assertThat(decision.holds())
                .containsExactly(new Hold(
                        Field.BASE_MODEL_ID,
                        Reason.UNRESOLVED,
                        false,
                        List.of(new Candidate(json("\"bert-base\""), "/base_model_id"))));
    }

    @Test
    void leavesTheMetadataWhereOnlyAColumnIsHeld() {
        Decision decision = decide(internal().put("code_commit_sha", "main").put("code_repo_url", 7));

        assertThat(decision.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(decision.holds())
                .extracting(Hold::field, Hold::reason, Hold::required)
                .containsExactly(
                        tuple(Field.CODE_REPO_URL, Reason.UNPARSEABLE, false),
                        tuple(Field.CODE_COMMIT_SHA, Reason.MOVING_REF, false));
    }

    @Test
    void recordsEachFieldWithWhatStoodThere() {
        ObjectNode metadata = internal()
                .put("parameter_count", "1,234")
                .put("base_model_id", "bert")
                .put("external_source_url", "TBD");
        metadata.set("benchmark_id", json("null"));
        ModelVersion row = Legacy.row(Map.of(Field.TRAINED_BY, "import"));

        JsonNode evidence = Legacy.evidence(Rules.decide(Legacy.artifact(null, null, metadata, row), KNOWN));

        assertThat(entry(evidence, "parameter_count")).isEqualTo(json("""
                {"field": "parameter_count", "decision": "mapped", "value": 1234, "source": "/parameter_count",
                 "rule": "whole-number", "old": "1,234"}
                """));
        assertThat(entry(evidence, "base_model_id")).isEqualTo(json("""
                {"field": "base_model_id", "decision": "held", "reason": "unresolved", "required": false,
                 "candidates": [{"source": "/base_model_id", "value": "bert"}], "old": "bert"}
                """));
        assertThat(entry(evidence, "benchmark_id")).isEqualTo(json("""
                {"field": "benchmark_id", "decision": "absent", "old": null}
                """));
        assertThat(entry(evidence, "external_source_url")).isEqualTo(json("""
                {"field": "external_source_url", "decision": "absent", "old": "TBD"}
                """));
        assertThat(entry(evidence, "trained_by")).isEqualTo(json("""
                {"field": "trained_by", "decision": "absent", "old": "import", "kept": "import"}
                """));
        assertThat(entry(evidence, "gpu_allocation_id")).isEqualTo(json("""
                {"field": "gpu_allocation_id", "decision": "absent"}
                """));
        assertThat(evidence).hasSize(Field.values().length - 1);
    }

    @Test
    void recordsAMissingFieldWithoutCandidates() {
        ObjectNode metadata = internal();
        metadata.remove("framework");

        assertThat(entry(Legacy.evidence(decide(metadata)), "framework")).isEqualTo(json("""
                {"field": "framework", "decision": "held", "reason": "missing", "required": true, "candidates": []}
                """));
    }

    @Test
    void recordsWhyADocumentIsHeld() {
        JsonNode evidence = Legacy.evidence(decide(json("\"text\"")));

        assertThat(entry(evidence, "metadata")).isEqualTo(json("""
                {"field": "metadata", "decision": "held", "reason": "unparseable", "required": true,
                 "candidates": [{"source": "metadata (column)", "value": "text"}], "old": "text"}
                """));
    }

    @Test
    void adoptsWithEveryColumn() {
        ObjectNode metadata = external()
                .put("evaluation_dataset", "dataset-1")
                .put("benchmark_id", "b-1")
                .put("base_model", "model-1")
                .put("repository", "https://github.com/a/b")
                .put("git_sha", "4F1C2AB0D9E87356C1B2A3948576F0E1D2C3B4A5")
                .put("entrypoint", "train.py")
                .put("training_started_at", "2026-05-01T10:00:00.5+02:00")
                .put("training_completed_at", "2026-05-01T11:00:00+02:00")
                .put("trained_by", "minimax:63")
                .put("gpu_allocation_id", "alloc-7");
        metadata.set("hyperparameters", json("{\"lr\": 0.10}"));

        Adoption adoption = decide(metadata).adoption(PromotionState.PROMOTED, "already live");

        assertThat(adoption.seen()).isEqualTo("17:");
        assertThat(adoption.outcome()).isEqualTo(Outcome.UPGRADED);
        assertThat(adoption.before()).isEqualTo(metadata);
        assertThat(adoption.beforeSha256()).isEqualTo(Legacy.artifact(metadata).sha256());
        assertThat(adoption.change().added()).containsOnlyKeys("base_model_id", "training_config");
        ModelVersion filled = Legacy.row(
                PromotionState.PROMOTED,
                "already live",
                Map.ofEntries(
                        Map.entry(Field.IS_EXTERNAL, "true"),
                        Map.entry(Field.EXTERNAL_SOURCE_URL, "https://huggingface.co/org/model"),
                        Map.entry(Field.EXTERNAL_SOURCE_VERSION, "v1.0"),
                        Map.entry(Field.BASE_MODEL_ID, "model-1"),
                        Map.entry(Field.CODE_REPO_URL, "https://github.com/a/b"),
                        Map.entry(Field.CODE_COMMIT_SHA, "4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a5"),
                        Map.entry(Field.CODE_ENTRYPOINT, "train.py"),
                        Map.entry(Field.TRAINING_STARTED_AT, "2026-05-01T08:00:00.5Z"),
                        Map.entry(Field.TRAINING_COMPLETED_AT, "2026-05-01T09:00:00Z"),
                        Map.entry(Field.TRAINED_BY, "minimax:63"),
                        Map.entry(Field.GPU_ALLOCATION_ID, "alloc-7"),
                        Map.entry(Field.TRAINING_PARAMS_JSON, "{\"lr\": 0.10}"),
                        Map.entry(Field.EVAL_METRICS_JSON, "{\"auc\": 0.90}"),
                        Map.entry(Field.EVAL_DATASET_ARTIFACT_ID, "dataset-1"),
                        Map.entry(Field.BENCHMARK_ID, "b-1")));
        assertThat(adoption.version())
                .usingRecursiveComparison()
                .ignoringFields("createdAt")
                .isEqualTo(filled);
        assertThat(adoption.version().createdAt()).isNull();
    }

    @Test
    void writesWhatIsCertainOfAHeldArtifact() {
        ObjectNode metadata = internal().put("trained_by", "minimax:63");
        metadata.remove("framework");

        Adoption adoption = decide(metadata).adoption(PromotionState.PROMOTED, "already live");

        assertThat(adoption.outcome()).isEqualTo(Outcome.HELD);
        assertThat(adoption.version().trainedBy()).isEqualTo("minimax:63");
        assertThat(adoption.version().evalMetricsJson()).isEqualTo(json("{\"auc\": 0.90}"));
        assertThat(adoption.version().promotionState()).isEqualTo(PromotionState.PROMOTED);
    }

    @Test
    void leavesWhatARowHasThatIsThere() {
        ModelVersion row = Legacy.row(
                PromotionState.CANDIDATE,
                "by hand",
                Map.of(Field.IS_EXTERNAL, "true", Field.TRAINED_BY, "import", Field.GPU_ALLOCATION_ID, "alloc-7"));
        ObjectNode metadata = internal().put("trained_by", "minimax:63");

        ModelVersion version = Rules.decide(Legacy.artifact(null, null, metadata, row), KNOWN)
                .adoption(PromotionState.PROMOTED, "already live")
                .version();

        assertThat(version.isExternal()).isFalse();
        assertThat(version.trainedBy()).isEqualTo("import");
        assertThat(version.gpuAllocationId()).isEqualTo("alloc-7");
        assertThat(version.promotionState()).isEqualTo(PromotionState.PROMOTED);
        assertThat(version.promotionNotes()).isEqualTo("by hand");
        assertThat(version.createdAt()).isEqualTo("2026-04-25 12:00:00");
    }

    @ParameterizedTest
    @EnumSource(value = PromotionState.class, mode = EnumSource.Mode.EXCLUDE, names = "CANDIDATE")
    void leavesTheStateOfARowThatMovedAlready(PromotionState state) {
        LegacyArtifact artifact = Legacy.artifact(null, null, internal(), Legacy.row(state, null, Map.of()));

        assertThat(Rules.decide(artifact, KNOWN)
                        .adoption(PromotionState.CANDIDATE, null)
                        .version()
                        .promotionState())
                .isEqualTo(state);
    }

    @Test
    void keepsTheFlagOfARowWhileTheKindIsHeld() {
        ObjectNode metadata = internal();
        metadata.remove("is_external");
        LegacyArtifact external = Legacy.artifact(null, null, metadata, Legacy.row(Map.of(Field.IS_EXTERNAL, "true")));

        assertThat(Rules.decide(external, KNOWN)
                        .adoption(PromotionState.CANDIDATE, null)
                        .version()
                        .isExternal())
                .isTrue();
        assertThat(decide(metadata)
                        .adoption(PromotionState.CANDIDATE, null)
                        .version()
                        .isExternal())
                .isFalse();
    }

    @Test
    void landsAnExternalModelWithoutItsVersionAsCandidate() {
        ModelVersion version = decide(external().put("external_source_version", "main"))
                .adoption(PromotionState.PROMOTED, "already live")
                .version();

        assertThat(version.promotionState()).isEqualTo(PromotionState.CANDIDATE);
        assertThat(version.promotionNotes()).isEqualTo("already live");
        assertThat(version.externalSourceUrl()).isEqualTo("https://huggingface.co/org/model");
        assertThat(version.externalSourceVersion()).isNull();
    }

    @Test
    void landsAnExternalModelWhoseRowNamesAnotherVersionAsCandidate() {
        ModelVersion row = Legacy.row(Map.of(Field.EXTERNAL_SOURCE_VERSION, "v2.0"));
        ModelVersion version = Rules.decide(Legacy.artifact(null, null, external(), row), KNOWN)
                .adoption(PromotionState.PROMOTED, null)
                .version();

        assertThat(version.promotionState()).isEqualTo(PromotionState.CANDIDATE);
        assertThat(version.externalSourceVersion()).isEqualTo("v2.0");
    }

    @Test
    void holdsTheFieldThatTheValidatorRefuses() {
        ObjectNode metadata = internal().put("library", "x");
        metadata.remove("framework");

        Decision decision = decide(metadata).heldBy(List.of(new Violation("/framework", "pattern", "no")));

        assertThat(decision.outcome()).isEqualTo(Outcome.HELD);
        assertThat(told(decision, Field.FRAMEWORK)).isEqualTo("held unparseable, \"x\" from /library");
    }

    @Test
    void leavesOutTheOptionalFieldThatTheValidatorRefuses() {
        ObjectNode metadata = internal();
        metadata.set("hyperparameters", json("{\"lr\": 1}"));

        Decision decision = decide(metadata).heldBy(List.of(new Violation("/training_config/lr", "type", "no")));

        assertThat(decision.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(told(decision, Field.TRAINING_CONFIG))
                .isEqualTo("held unparseable, {\"lr\":1} from /hyperparameters");
        assertThat(told(decision, Field.TRAINING_PARAMS_JSON)).isEqualTo("absent");
    }

    @Test
    void holdsTheDocumentThatTheValidatorRefusesElsewhere() {
        Decision decision = decide(internal().put("a/b", 1).put("code_repo_url", "https://a.org"))
                .heldBy(List.of(
                        new Violation("", "maxDepth", "no"),
                        new Violation("/a~1b", "type", "no"),
                        new Violation("/code_repo_url", "type", "no")));

        assertThat(decision.holds()).hasSize(1);
        assertThat(told(decision, Field.METADATA))
                .isEqualTo("held unparseable, 1 from /a~1b, \"https://a.org\" from /code_repo_url");
        assertThat(told(decision, Field.CODE_REPO_URL)).isEqualTo("\"https://a.org\" from /code_repo_url");
        assertThat(decision.outcome()).isEqualTo(Outcome.HELD);
    }

    private static JsonNode entry(JsonNode evidence, String field) {
        List<JsonNode> entries = new ArrayList<>();
        evidence.forEach(entry -> {
            if (entry.get("field").textValue().equals(field)) {
                entries.add(entry);
            }
        });
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }
}
