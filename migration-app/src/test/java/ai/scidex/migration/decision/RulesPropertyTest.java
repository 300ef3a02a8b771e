package ai.scidex.migration.decision;

import static ai.scidex.migration.decision.Legacy.KNOWN;
import static ai.scidex.migration.decision.Legacy.decide;
import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.catalog.MetadataChange;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.PromotionState;
import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.ValidationResult;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any metadata that is made of the keys the rules know and values that try them. */
class RulesPropertyTest {

    private static final MetadataValidator VALIDATOR = MetadataValidator.standard();

    private static final Set<String> CANONICAL = Arrays.stream(Field.values())
            .filter(Field::isMetadataKey)
            .map(Field::text)
            .collect(Collectors.toSet());

    private static final List<String> KEYS = Stream.concat(
                    Arrays.stream(Field.values()).map(Field::text),
                    Stream.of(
                            "family",
                            "equations",
                            "species",
                            "solver",
                            "layers",
                            "hidden_dims",
                            "coefficients",
                            "intercept",
                            "library",
                            "library_name",
                            "library_confidence",
                            "n_parameters",
                            "num_params",
                            "parameters",
                            "training_dataset",
                            "training_dataset_id",
                            "trained_on",
                            "dataset",
                            "data",
                            "eval_dataset",
                            "evaluation_dataset_id",
                            "test_dataset",
                            "confidence_score",
                            "eval_metrics",
                            "metrics",
                            "fit_metrics",
                            "evaluation_benchmark_id",
                            "base_model",
                            "fine_tuned_from",
                            "hyperparameters",
                            "training_params",
                            "_origin",
                            "revision",
                            "repo_url",
                            "repository",
                            "commit_sha",
                            "git_commit",
                            "entrypoint",
                            "framework_confidence",
                            "benchmark_id_confidence",
                            "_schema_version"))
            .toList();

    private static final List<JsonNode> VALUES = Stream.of(
                    "null",
                    "true",
                    "false",
                    "0",
                    "1",
                    "0.5",
                    "1234",
                    "1234.0",
                    "-1",
                    "9007199254740992",
                    "\"\"",
                    "\" \"",
                    "\"TBD\"",
                    "\"true\"",
                    "\"ode\"",
                    "\"Deep Learning\"",
                    "\" statistical \"",
                    "\"1,234\"",
                    "\"1.2M\"",
                    "\"not_disclosed\"",
                    "\" NOT_DISCLOSED \"",
                    "\"ADNI\"",
                    "\" ADNI \"",
                    "\"model-1\"",
                    "\" model-1 \"",
                    "\"model-2\"",
                    "\"dataset-1\"",
                    "\"scipy\"",
                    "\"main\"",
                    "\" HEAD\\n\"",
                    "\"4f1c2ab\"",
                    "\"4F1C2AB0D9E87356C1B2A3948576F0E1D2C3B4A5\"",
                    "\"https://a.org/m\"",
                    "\" https://a.org/m \"",
                    "\"https://u:p@a.org\"",
                    "\"https://a.org/ü\"",
                    "\"ssh://git@a.org/m\"",
                    "\"../train.py\"",
                    "\"train.py\"",
                    "\"2026-05-01T10:00:00+02:00\"",
                    "\"2026-05-01\"",
                    "[]",
                    "[1]",
                    "[\"ADNI\"]",
                    "[\" ADNI \", \"ROSMAP\"]",
                    "[\"ADNI\", \"TBD\"]",
                    "{}",
                    "{\"auc\": 0.90}",
                    "{\"auc\": \"0.90\"}",
                    "{\"auc\": 0.9}",
                    "{\"auc\": {\"value\": \"1.0\"}}",
                    "{\"url\": \"https://a.org/m\"}",
                    "{\"lr\": null}")
            .map(Legacy::json)
            .toList();

    @Provide
    Arbitrary<JsonNode> anything() {
        return members(25).map(RulesPropertyTest::object);
    }

    /** Mostly complete, so that upgrades are reached as often as holds. */
    @Provide
    Arbitrary<JsonNode> nearlyComplete() {
        return Arbitraries.of(Legacy.internal(), Legacy.external())
                .flatMap(complete ->
                        members(4).map(changed -> complete.deepCopy().setAll(object(changed))));
    }

    @Property
    void holdsOrMakesValid(@ForAll("nearlyComplete") JsonNode metadata) {
        Decision decision = decide(metadata);

        if (decision.outcome() != Outcome.HELD) {
            assertThat(VALIDATOR.validate(decision.change().applyTo(metadata))).isEqualTo(new ValidationResult.Valid());
        }
    }

    @Property
    void changesNothingOfWhatItUpgraded(@ForAll("nearlyComplete") JsonNode metadata) {
        Decision decision = decide(metadata);
        Decision again = decide(decision.change().applyTo(metadata));
        Set<String> open =
                decision.holds().stream().map(hold -> hold.field().text()).collect(Collectors.toSet());

        if (decision.outcome() != Outcome.HELD) {
            assertThat(open)
                    .containsAll(again.change().added().keySet())
                    .containsAll(again.change().removed());
        }
        if (open.isEmpty()) {
            assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(again.holds()).isEmpty();
        }
    }

    @Property
    void changesNothingOfAHeldArtifact(@ForAll("anything") JsonNode metadata) {
        Decision decision = decide(metadata);

        assertThat(decision.outcome() == Outcome.HELD)
                .isEqualTo(decision.holds().stream().anyMatch(Hold::required));
        if (decision.outcome() == Outcome.HELD) {
            assertThat(decision.change()).isEqualTo(MetadataChange.none());
        }
    }

    @Property
    void keepsEveryLegacyKey(@ForAll("nearlyComplete") JsonNode metadata) {
        ObjectNode after = decide(metadata).change().applyTo(metadata);

        metadata.properties().stream()
                .filter(entry -> !CANONICAL.contains(entry.getKey()))
                .forEach(entry -> assertThat(after.get(entry.getKey())).isEqualTo(entry.getValue()));
        assertThat(after.properties())
                .extracting(Map.Entry::getKey)
                .allMatch(key -> metadata.has(key) || CANONICAL.contains(key));
    }

    @Property
    void ignoresTheOrderOfKeys(@ForAll("anything") JsonNode metadata, @ForAll Random random) {
        List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(metadata.properties());
        Collections.shuffle(entries, random);
        ObjectNode shuffled = JsonNodeFactory.instance.objectNode();
        entries.forEach(entry -> shuffled.set(entry.getKey(), entry.getValue()));

        assertThat(decide(shuffled).fields()).isEqualTo(decide(metadata).fields());
    }

    @Property
    void writesRowsThatTheGuardsTake(@ForAll("nearlyComplete") JsonNode metadata) {
        ModelVersion version =
                decide(metadata).adoption(PromotionState.PROMOTED, null).version();

        assertThat(version.promotionState() == PromotionState.PROMOTED)
                .isEqualTo(!version.isExternal()
                        || (version.externalSourceUrl() != null && version.externalSourceVersion() != null));
        assertThat(version.baseModelId()).isNotEqualTo(version.artifactId());
        if (version.trainingStartedAt() != null && version.trainingCompletedAt() != null) {
            assertThat(version.trainingStartedAt()).isBeforeOrEqualTo(version.trainingCompletedAt());
        }
    }

    @Property
    void mentionsEveryIdThatItUses(@ForAll("nearlyComplete") JsonNode metadata) {
        LegacyArtifact artifact = Legacy.artifact(metadata);
        Set<String> mentions = Rules.mentions(artifact);
        KnownArtifacts mentioned = new KnownArtifacts(
                KNOWN.artifacts().stream().filter(mentions::contains).collect(Collectors.toSet()),
                KNOWN.models().stream().filter(mentions::contains).collect(Collectors.toSet()));

        assertThat(Rules.decide(artifact, mentioned).fields())
                .isEqualTo(Rules.decide(artifact, KNOWN).fields());
    }

    private static Arbitrary<Map<String, JsonNode>> members(int most) {
        return Arbitraries.maps(Arbitraries.of(KEYS), Arbitraries.of(VALUES)).ofMaxSize(most);
    }

    private static ObjectNode object(Map<String, JsonNode> members) {
        return JsonNodeFactory.instance.objectNode().setAll(members);
    }
}
