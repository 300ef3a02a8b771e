package ai.scidex.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a model was trained. What a run does not say stays as it is recorded.
 *
 * @param trainedBy the id of the agent that trained the model, at most 500 characters
 * @param startedAt when training began, to the microsecond
 * @param completedAt when training ended, to the microsecond, not before it began
 * @param gpuAllocationId the {@code resource_allocations.id} that training used, at most 500 characters
 * @param parameters the training configuration, a JSON object; the metadata's {@code training_config} becomes the same
 */
public record TrainingRun(
        String trainedBy,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String gpuAllocationId,
        @Nullable JsonNode parameters) {

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a text is blank or too long, or the times are out of order
     */
    public TrainingRun {
        trainedBy = GivenText.name("trained_by", trainedBy);
        gpuAllocationId = GivenText.nameIfAny("gpu_allocation_id", gpuAllocationId);
        startedAt = time("training_started_at", startedAt);
        completedAt = time("training_completed_at", completedAt);
        if (startedAt != null && completedAt != null && startedAt.isAfter(completedAt)) {
            throw new InvalidValueException(
                    "training_completed_at",
                    "training ended at %s, before it began at %s".formatted(completedAt, startedAt));
        }
        if (parameters != null && !parameters.isObject()) {
            throw new InvalidValueException("training_config", "the parameters of a training run are a JSON object");
        }
        parameters = parameters == null ? null : parameters.deepCopy();
    }

    /** Returns a run of which no more is known than who trained the model. */
    public static TrainingRun by(String trainer) {
        return new TrainingRun(trainer, null, null, null, null);
    }

    /** Returns the same run with the time at which it began. */
    public TrainingRun withStartedAt(Instant start) {
        return new TrainingRun(trainedBy, start, completedAt, gpuAllocationId, parameters);
    }

    /** Returns the same run with the time at which it ended. */
    public TrainingRun withCompletedAt(Instant end) {
        return new TrainingRun(trainedBy, startedAt, end, gpuAllocationId, parameters);
    }

    /** Returns the same run with the resources that it used. */
    public TrainingRun withGpuAllocationId(String allocation) {
        return new TrainingRun(trainedBy, startedAt, completedAt, allocation, parameters);
    }

    /** Returns the same run with its configuration, a JSON object. */
    public TrainingRun withParameters(JsonNode configuration) {
        return new TrainingRun(trainedBy, startedAt, completedAt, gpuAllocationId, configuration);
    }

    private static @Nullable Instant time(String field, @Nullable Instant time) {
        if (time == null) {
            return null;
        }
        Instant kept = time.truncatedTo(ChronoUnit.MICROS);
        int year = kept.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9999) {
            throw new InvalidValueException(field, "%s %s is not of the years 1 to 9999".formatted(field, time));
        }
        return kept;
    }
}
