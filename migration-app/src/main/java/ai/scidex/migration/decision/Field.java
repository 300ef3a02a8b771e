package ai.scidex.migration.decision;

import java.util.Locale;
import java.util.Optional;

/** All that is decided of a model artifact, in the order in which it is decided. */
public enum Field {
    IS_EXTERNAL(Need.REQUIRED, Place.BOTH),
    MODEL_FAMILY(Need.REQUIRED, Place.METADATA),
    FRAMEWORK(Need.REQUIRED, Place.METADATA),
    PARAMETER_COUNT(Need.REQUIRED, Place.METADATA),
    TRAINING_DATA(Need.REQUIRED, Place.METADATA),
    EVALUATION_DATASET(Need.REQUIRED, Place.METADATA),
    EVALUATION_METRICS(Need.REQUIRED, Place.METADATA),
    BENCHMARK_ID(Need.OPTIONAL, Place.BOTH),
    BASE_MODEL_ID(Need.OPTIONAL, Place.BOTH),
    TRAINING_CONFIG(Need.OPTIONAL, Place.METADATA),
    EXTERNAL_SOURCE_URL(Need.REQUIRED_IF_EXTERNAL, Place.BOTH),
    EXTERNAL_SOURCE_VERSION(Need.REQUIRED_IF_EXTERNAL, Place.BOTH),
    CODE_REPO_URL(Need.OPTIONAL, Place.COLUMN),
    CODE_COMMIT_SHA(Need.OPTIONAL, Place.COLUMN),
    CODE_ENTRYPOINT(Need.OPTIONAL, Place.COLUMN),
    TRAINING_STARTED_AT(Need.OPTIONAL, Place.COLUMN),
    TRAINING_COMPLETED_AT(Need.OPTIONAL, Place.COLUMN),
    TRAINED_BY(Need.OPTIONAL, Place.COLUMN),
    GPU_ALLOCATION_ID(Need.OPTIONAL, Place.COLUMN),
    EVAL_DATASET_ARTIFACT_ID(Need.OPTIONAL, Place.COLUMN),
    TRAINING_PARAMS_JSON(Need.OPTIONAL, Place.COLUMN),
    EVAL_METRICS_JSON(Need.OPTIONAL, Place.COLUMN),
    /** The document as a whole; decided only where the rules cannot look into it. */
    METADATA(Need.REQUIRED, Place.DOCUMENT);

    private final String text;
    private final Need need;
    private final Place place;

    Field(Need need, Place place) {
        this.text = name().toLowerCase(Locale.ROOT);
        this.need = need;
        this.place = place;
    }

    /** Returns the field that {@code text} names, as metadata and table write it; empty if it names none. */
    public static Optional<Field> named(String text) {
        for (Field field : values()) {
            if (field.text.equals(text)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** Returns the name of the metadata key or column, for example {@code model_family}. */
    public String text() {
        return text;
    }

    /** Returns whether the field is a key of the metadata. */
    public boolean isMetadataKey() {
        return place == Place.METADATA || place == Place.BOTH;
    }

    /** Returns whether the field is a column of {@code model_versions}. */
    public boolean isColumn() {
        return place == Place.COLUMN || place == Place.BOTH;
    }

    /** Returns whether a model of this kind must have the field. */
    public boolean isRequired(boolean external) {
        return need == Need.REQUIRED || (need == Need.REQUIRED_IF_EXTERNAL && external);
    }

    /** Returns whether a model of this kind may have the field. */
    public boolean isAllowed(boolean external) {
        return need != Need.REQUIRED_IF_EXTERNAL || external;
    }

    private enum Need {
        REQUIRED,
        REQUIRED_IF_EXTERNAL,
        OPTIONAL
    }

    private enum Place {
        METADATA,
        COLUMN,
        BOTH,
        DOCUMENT
    }
}
