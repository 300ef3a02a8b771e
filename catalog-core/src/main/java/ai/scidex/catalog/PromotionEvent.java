package ai.scidex.catalog;

import static io.micronaut.data.model.DataType.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.sql.ColumnTransformer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One move of a model in the evaluation gate: a row of {@code model_promotion_events}, which is never changed.
 *
 * @param eventId the number of the event; of two events of a model the later has the higher
 * @param artifactId the model artifact, which may be gone by now
 * @param fromState where the model stood; absent if it came into the catalog in its state
 * @param toState where it stood afterwards; absent if it was deleted
 * @param actor who moved it: free text, or the database user where plain SQL named nobody
 * @param databaseUser the user whose session moved it, which nobody can claim
 * @param reason why; absent where plain SQL gave none
 * @param evidence what the decision rests on, as it was given, a JSON document
 * @param occurredAt when the statement that moved it ran
 */
@MappedEntity("model_promotion_events")
public record PromotionEvent(
        @Id long eventId,

        @MappedProperty(value = "artifact_id", type = STRING, converter = ArtifactIdConverter.class)
        ArtifactId artifactId,

        @MappedProperty(value = "from_state", type = STRING, converter = PromotionStateConverter.class) @Nullable PromotionState fromState,

        @MappedProperty(value = "to_state", type = STRING, converter = PromotionStateConverter.class) @Nullable PromotionState toState,

        String actor,
        @MappedProperty("db_user") String databaseUser,
        @Nullable String reason,

        @ColumnTransformer(read = "evidence::TEXT")
        @MappedProperty(value = "evidence", type = STRING, converter = JsonTextConverter.class)
        @Nullable JsonNode evidence,

        Instant occurredAt) {}
