package ai.scidex.migration.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.TestJson;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.Field;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import ai.scidex.migration.decision.KnownArtifacts;
import ai.scidex.migration.decision.LegacyArtifact;
import ai.scidex.migration.decision.Rules;
import ai.scidex.migration.manifest.Landing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannedArtifactTest {

    /** Somebody approved it, perhaps with an earlier version: what is hashed may not change its form. */
    @Test
    void hasTheFingerprintThatItAlwaysHadIfItIsHeld() {
        LegacyArtifact artifact = artifact("""
                {"family": "deep-learning", "library_name": "scipy 🧠 é", "n_parameters": "1,234", "trained_on": "d",
                 "eval_metrics": {"auroc": 0.8100, "tiny": 1E-9}, "repository": "main", "base_model": "bert"}
                """);

        PlannedArtifact planned = PlannedArtifact.of(Rules.decide(artifact, KnownArtifacts.none()), Landing.CANDIDATE);

        assertThat(planned.outcome()).isEqualTo("held");
        assertThat(planned.sha256()).isEqualTo("4e9c962de80451d760760f3f8fd743bfaf2e33cdf44d2700ccf545c4b1f1795e");
    }

    @Test
    void hasTheFingerprintThatItAlwaysHadIfItIsUpgraded() {
        LegacyArtifact artifact = artifact("""
                {"is_external": false, "family": "biophysical", "library": "scipy", "parameter_count": "1,234",
                 "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"auroc": 0.8100},
                 "external_source_url": "TBD"}
                """);

        PlannedArtifact planned = PlannedArtifact.of(Rules.decide(artifact, KnownArtifacts.none()), Landing.CANDIDATE);

        assertThat(planned.outcome()).isEqualTo("upgraded");
        assertThat(planned.sha256()).isEqualTo("32c21abfc5a49dd37036f987c6fb1bec0d6efd9928fa5774bfd80663ba52565d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"https://ann:s3cret@a.org/d\"                     | \"https://…@a.org/d\"",
                "{\"from\": [1, \"https://ann:s3cret@a.org/d\"]}    | {\"from\":[1,\"https://…@a.org/d\"]}",
                "{\"https://ann:s3cret@a.org/d\": 1}                | {\"https://…@a.org/d\":1}",
                "{\"a\": [{\"b\": \"https://a.org/?token=s3cret\"}]} | {\"a\":[{\"b\":\"https://a.org/?token=…\"}]}",
                "{\"a\": [\"s3cret\", 1.10, null]}                  | {\"a\":[\"s3cret\",1.10,null]}"
            })
    void hidesCredentialsWhereverTheyStand(String value, String shown) {
        Mapped mapped = new Mapped(TestJson.parse(value), "/x", "rule", List.of());

        PlannedArtifact planned = PlannedArtifact.of(
                new Decision(artifact("{}"), Map.of(Field.TRAINING_CONFIG, mapped)), Landing.CANDIDATE);

        assertThat(planned.values())
                .extracting(one -> MetadataJson.write(one.value()))
                .containsExactly(shown);
    }

    private static LegacyArtifact artifact(String metadata) {
        return LegacyArtifact.of(new ArtifactId("model-a"), "17:", "A", "internal", null, metadata, null);
    }
}
