package ai.scidex.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns of {@code model_versions} that say what the metadata says. Plain SQL may have written one without the other. */
final class MirroredColumns {

    private MirroredColumns() {}

    /** Returns whether they say what {@code metadata} does, which is valid. An optional member that it lacks says nothing. */
    static boolean agree(ModelVersion version, ObjectNode metadata) {
        return version.isExternal() == metadata.path("is_external").booleanValue()
                && Objects.equals(version.externalSourceUrl(), text(metadata, "external_source_url"))
                && Objects.equals(version.externalSourceVersion(), text(metadata, "external_source_version"))
                && isSilentOr(version.benchmarkId(), text(metadata, "benchmark_id"))
                && isSilentOr(idText(version.baseModelId()), text(metadata, "base_model_id"))
                && isSame(version.trainingParamsJson(), metadata.get("training_config"))
                && isSame(version.evalMetricsJson(), metadata.get("evaluation_metrics"));
    }

    private static boolean isSilentOr(@Nullable String column, @Nullable String member) {
        return member == null || member.equals(column);
    }

    private static boolean isSame(@Nullable JsonNode column, @Nullable JsonNode member) {
        return member == null || (column != null && MetadataChange.isSameToTheDigit(column, member));
    }

    private static @Nullable String idText(@Nullable ArtifactId id) {
        return id == null ? null : id.value();
    }

    private static @Nullable String text(ObjectNode metadata, String member) {
        return metadata.path(member).textValue();
    }
}
