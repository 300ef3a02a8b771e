package ai.scidex.catalog;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes the values of a row one after the other, in the form that the tables keep them in. The server casts them. */
interface RowValues {

    RowValues text(@Nullable String value) throws SQLException;

    default RowValues id(@Nullable ArtifactId value) throws SQLException {
        return text(value == null ? null : value.value());
    }

    default RowValues json(@Nullable JsonNode value) throws SQLException {
        return text(value == null ? null : MetadataJson.write(value));
    }

    default RowValues time(@Nullable Instant value) throws SQLException {
        return text(value == null ? null : TimeTextConverter.text(value));
    }

    default RowValues number(int value) throws SQLException {
        return text(Integer.toString(value));
    }

    default RowValues flag(boolean value) throws SQLException {
        return text(value ? "t" : "f");
    }

    /** What a version is, but for its id and the time of its making. */
    default RowValues version(ModelVersion version) throws SQLException {
        return number(version.isExternal() ? 1 : 0)
                .text(version.externalSourceUrl())
                .text(version.externalSourceVersion())
                .id(version.baseModelId())
                .text(version.codeRepoUrl())
                .text(version.codeCommitSha())
                .text(version.codeEntrypoint())
                .time(version.trainingStartedAt())
                .time(version.trainingCompletedAt())
                .text(version.trainedBy())
                .text(version.gpuAllocationId())
                .json(version.trainingParamsJson())
                .json(version.evalMetricsJson())
                .id(version.evalDatasetArtifactId())
                .text(version.benchmarkId())
                .text(version.promotionState().text())
                .text(version.promotionNotes());
    }

    /** The code, or nothing in each of its three columns. */
    default RowValues code(@Nullable CodeLink link) throws SQLException {
        return text(link == null ? null : link.repoUrl())
                .text(link == null ? null : link.commitSha())
                .text(link == null ? null : link.entrypoint());
    }

    /** The training without its parameters, which are metadata, or nothing in each of its four columns. */
    default RowValues training(@Nullable TrainingRun run) throws SQLException {
        return time(run == null ? null : run.startedAt())
                .time(run == null ? null : run.completedAt())
                .text(run == null ? null : run.trainedBy())
                .text(run == null ? null : run.gpuAllocationId());
    }
}
