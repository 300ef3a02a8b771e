package ai.scidex.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasedSchemaTest {

    private static final MetadataSchema PUBLISHED = MetadataSchema.published();

    @Test
    void isThePublishedOneWhileItsVersionIsTheSame() {
        assertThat(MetadataSchema.released(PUBLISHED.version())).contains(PUBLISHED);
    }

    @Test
    void isThereForEveryVersionThatThereWas() {
        int last = Integer.parseInt(PUBLISHED.version().substring(1));

        for (int version = 1; version <= last; version++) {
            String name = "v" + version;
            assertThat(MetadataSchema.released(name))
                    .map(MetadataSchema::version)
                    .contains(name);
        }
        assertThat(MetadataSchema.released("v" + (last + 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "v0", "v01", "1", "V1", "v1.json", "../model_artifact_metadata", "v1/../v1", "v9999999999"})
    void isNoneWhereTheTextNamesNoVersion(String version) {
        assertThat(MetadataSchema.released(version)).isEmpty();
    }

    @Test
    void judgesDocumentsAsThePublishedOneDoes() {
        MetadataValidator validator = MetadataValidator.of(
                MetadataSchema.released(PUBLISHED.version()).orElseThrow());

        assertThat(PUBLISHED.document().at("/definitions/InternalModelMetadata/examples"))
                .isNotEmpty()
                .allSatisfy(example ->
                        assertThat(validator.validate(example).violations()).isEmpty());
        assertThat(validator.schema()).isEqualTo(PUBLISHED);
    }
}
