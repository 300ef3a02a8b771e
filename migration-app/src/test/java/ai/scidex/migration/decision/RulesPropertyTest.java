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
import com.fasterxml.jackson.core.JsonPointer;
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

    @Provide
    Arbitrary<ObjectNode> anything() {
        return RandomMetadata.anything();
    }

    @Provide
    Arbitrary<ObjectNode> nearlyComplete() {
        return RandomMetadata.nearlyComplete();
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

    /** People give each held field some value, or leave it empty where they may. */
    @Property
    void changesNothingOfWhatItUpgradedAsPeopleRuled(
            @ForAll("nearlyComplete") JsonNode metadata, @ForAll Random random) {
        Rulings rulings = Rulings.none();
        for (Hold hold : decide(metadata).holds()) {
            rulings = rulings.with(hold.field(), ruling(hold, random));
        }
        Decision ruled = Rules.decide(Legacy.artifact(metadata), KNOWN, rulings);
        ObjectNode after = ruled.change().applyTo(metadata);
        Decision again = Rules.decide(Legacy.artifact(after), KNOWN, rulings);

        if (ruled.outcome() != Outcome.HELD) {
            assertThat(VALIDATOR.validate(after).violations())
                    .extracting(violation ->
                            JsonPointer.compile(violation.pointer()).getMatchingProperty())
                    .isSubsetOf(
                            rulings.byField().keySet().stream().map(Field::text).collect(Collectors.toSet()));
            assertThat(ruled.holds()).extracting(Hold::field).containsAll(fields(again.change()));
        }
        if (ruled.holds().isEmpty()) {
            assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(again.fields().values()).noneMatch(FieldDecision.Held.class::isInstance);
        }
    }

    private static Ruling ruling(Hold hold, Random random) {
        if (!hold.required() && random.nextBoolean()) {
            return new Ruling.NoValue();
        }
        if (!hold.candidates().isEmpty() && random.nextBoolean()) {
            return new Ruling.Value(hold.candidates()
                    .get(random.nextInt(hold.candidates().size()))
                    .value());
        }
        return new Ruling.Value(RandomMetadata.value(random));
    }

    private static Set<Field> fields(MetadataChange change) {
        return Stream.concat(change.added().keySet().stream(), change.removed().stream())
                .map(name -> Field.named(name).orElseThrow())
                .collect(Collectors.toSet());
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
}
