package ai.scidex.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Builders that were given what comes to hand: some build, and some refuse to. */
public final class ArbitraryBuilder {

    private static final List<String> UNSTORABLE = List.of("a\0", "\ud83d", "\ude00\ud83d");

    private final Random random;
    private final ArbitraryJson json;

    private ArbitraryBuilder(Random random) {
        this.random = random;
        this.json = new ArbitraryJson(random);
    }

    /** Returns attempts to build metadata of both variants. */
    public static Arbitrary<Supplier<ModelArtifactMetadata>> attempts() {
        return Arbitraries.randomValue(random -> {
            ArbitraryBuilder draw = new ArbitraryBuilder(random);
            return random.nextBoolean() ? draw.internal()::build : draw.external()::build;
        });
    }

    private InternalModelMetadata.Builder internal() {
        InternalModelMetadata.Builder builder = InternalModelMetadata.builder()
                .modelFamily(json.oneOf(List.of(ModelFamily.values())))
                .framework(text("scipy"))
                .parameterCount(count())
                .trainingData(texts())
                .evaluationDataset(text("dataset-1"))
                .evaluationMetrics(measurements())
                .additionalProperties(values("external_source_url"));
        if (random.nextBoolean()) {
            builder.benchmarkId(text("benchmark-1"))
                    .baseModelId(text("model-1"))
                    .trainingConfig(values("epochs"));
        }
        return builder;
    }

    private ExternalModelMetadata.Builder external() {
        ExternalModelMetadata.Builder builder = ExternalModelMetadata.builder()
                .modelFamily(json.oneOf(List.of(ModelFamily.values())))
                .framework(text("pytorch"))
                .parameterCount(count())
                .trainingData(texts())
                .evaluationDataset(text("not_disclosed"))
                .evaluationMetrics(measurements())
                .externalSourceUrl(text("https://example.org/m"))
                .externalSourceVersion(text("v1"))
                .additionalProperties(values("is_external"));
        if (random.nextBoolean()) {
            builder.benchmarkId(text("benchmark-1"))
                    .baseModelId(text("model-1"))
                    .trainingConfig(values("epochs"));
        }
        return builder;
    }

    private String text(String valid) {
        return switch (random.nextInt(30)) {
            case 0 -> json.oneOf(UNSTORABLE);
            case 1 -> json.text();
            default -> valid;
        };
    }

    private TextOrList texts() {
        return random.nextBoolean()
                ? TextOrList.text(text("not_disclosed"))
                : TextOrList.list(Stream.generate(() -> text("dataset-1"))
                        .limit(random.nextInt(4))
                        .toList());
    }

    private long count() {
        return switch (random.nextInt(20)) {
            case 0 -> -1L;
            case 1 -> random.nextLong();
            case 2 -> 9_007_199_254_740_991L;
            default -> random.nextInt(1_000_000);
        };
    }

    private Map<String, Measurement> measurements() {
        return random.ints(random.nextInt(4), 0, 4)
                .mapToObj(i -> text("metric" + i))
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> measurement()));
    }

    private Measurement measurement() {
        Measurement measurement = Measurement.of(json.number().numberValue());
        return random.nextBoolean() ? measurement : measurement.with(json.name() + "x", json.value());
    }

    private Map<String, JsonNode> values(String refused) {
        return random.ints(random.nextInt(3), 0, 8)
                .mapToObj(i -> i == 0 ? refused : text("name" + i))
                .distinct()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> random.nextInt(20) == 0 ? TextNode.valueOf(json.oneOf(UNSTORABLE)) : json.value()));
    }
}
