package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.validation.MetadataSchema;
import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.Violation;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which schema a row was written under is on record, and it stays readable under a later one. */
class SchemaOfRecordIT {

    private static final MetadataSchema PUBLISHED = MetadataSchema.published();

    private static final String STRICTER = "test.stricter-schema";

    private static TestDatabase database;
    private static ModelCatalog catalog;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh().migrate();
        catalog = ModelCatalog.on(database.dataSource());
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void isRecordedByARegistration() {
        catalog.registerModel(ModelRegistration.of("R", metadata()).withId(new ArtifactId("model-registered")));

        assertThat(schemaOf("model-registered")).isEqualTo(PUBLISHED.version() + " " + PUBLISHED.sha256());
    }

    @Test
    void isTheLaterOneForWhatIsWrittenLaterWhileEarlierRowsStayReadable() {
        ArtifactId earlier = new ArtifactId("model-earlier");
        ArtifactId later = new ArtifactId("model-later");
        catalog.registerModel(ModelRegistration.of("E", metadata()).withId(earlier));

        try (ApplicationContext context = contextWithAStricterSchema()) {
            ModelCatalog ofVersion99 = context.getBean(ModelCatalog.class);
            assertThatThrownBy(() -> ofVersion99.registerModel(ModelRegistration.of("L", metadata())))
                    .isInstanceOfSatisfying(
                            InvalidModelMetadataException.class,
                            refusal -> assertThat(refusal.violations())
                                    .extracting(Violation::pointer)
                                    .containsExactly("/licence"));
            ofVersion99.registerModel(
                    ModelRegistration.of("L", metadata().put("licence", "MIT")).withId(later));

            assertThat(ofVersion99.findModelVersion(earlier)).isEqualTo(catalog.findModelVersion(earlier));
            assertThat(ofVersion99.findModelVersion(earlier)).isPresent();
        }
        assertThat(schemaOf("model-earlier")).isEqualTo(PUBLISHED.version() + " " + PUBLISHED.sha256());
        assertThat(schemaOf("model-later")).isEqualTo("v99 " + "9".repeat(64));
    }

    private static String schemaOf(String artifactId) {
        return String.valueOf(database.queryText(
                "SELECT schema_version || ' ' || schema_sha256 FROM metadata_changes WHERE artifact_id = '%s'"
                        .formatted(artifactId)));
    }

    private static ApplicationContext contextWithAStricterSchema() {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .properties(Map.of(
                        STRICTER,
                        true,
                        "datasources.default.url",
                        database.jdbcUrl(),
                        "datasources.default.username",
                        database.username(),
                        "datasources.default.password",
                        database.password(),
                        "datasources.default.driver-class-name",
                        "org.postgresql.Driver",
                        "datasources.default.dialect",
                        "POSTGRES",
                        "datasources.default.maximum-pool-size",
                        2))
                .start();
    }

    private static ObjectNode metadata() {
        return TestJson.object("""
                {"is_external": false, "model_family": "statistical", "framework": "glm", "parameter_count": 3,
                 "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"auroc": 0.90}}
                """);
    }

    /** Asks for a licence, and is there only for this test. */
    @Factory
    @Requires(property = STRICTER)
    static final class StricterSchema {

        @Singleton
        @Replaces(MetadataValidator.class)
        MetadataValidator stricter() {
            ObjectNode schema = TestJson.object(PUBLISHED.text());
            schema.put("$id", "https://scidex.ai/schemas/model_artifact_metadata/v99.json");
            for (String variant : List.of("InternalModelMetadata", "ExternalModelMetadata")) {
                ObjectNode definition = (ObjectNode) schema.path("definitions").path(variant);
                definition.withArray("required").add("licence");
                definition.withObject("properties").putObject("licence").put("description", "The licence.");
            }
            return MetadataValidator.of(new MetadataSchema(MetadataJson.write(schema), "v99", "9".repeat(64)));
        }
    }
}
