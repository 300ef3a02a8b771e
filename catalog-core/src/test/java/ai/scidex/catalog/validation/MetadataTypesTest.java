package ai.scidex.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.metadata.ArbitraryBuilder;
import ai.scidex.metadata.ArbitraryMetadata;
import ai.scidex.metadata.ArbitraryMetadata.Changed;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.metadata.ModelArtifactMetadata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** The types and the validator come from the same schema, by different ways: they take and refuse the same. */
class MetadataTypesTest {

    private static final MetadataValidator VALIDATOR = MetadataValidator.standard();

    @Property(tries = 300)
    void validatorTakesWhatTheSchemaDescribes(@ForAll("valid") ObjectNode document) {
        assertThat(VALIDATOR.validate(document).violations()).isEmpty();
    }

    @Property(tries = 2000)
    void typesTakeExactlyWhatTheValidatorTakes(@ForAll("changed") Changed changed) {
        List<Violation> violations = VALIDATOR.validate(changed.document()).violations();
        Statistics.label("is").collect(violations.isEmpty() ? "valid" : "invalid");
        Statistics.label("is").coverage(is -> {
            is.check("valid").percentage(share -> share > 2);
            is.check("invalid").percentage(share -> share > 50);
        });

        if (violations.isEmpty()) {
            JsonNode written = MetadataJson.toTree(MetadataJson.read(changed.document()));
            assertThat(ArbitraryMetadata.sorted(written))
                    .isEqualTo(ArbitraryMetadata.sorted(ArbitraryMetadata.byValue(changed.document())));
        } else {
            assertThat(violations)
                    .extracting(Violation::pointer)
                    .allSatisfy(pointer -> assertThat(pointer + "/").startsWith("/" + changed.member() + "/"));
            assertThatThrownBy(() -> MetadataJson.read(changed.document()))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("cannot be read as metadata: " + changed.member());
        }
    }

    @Property(tries = 1000)
    void whatBuildsIsValid(@ForAll("attempts") Supplier<ModelArtifactMetadata> attempt) {
        Optional<ModelArtifactMetadata> built = built(attempt);
        Statistics.label("is").collect(built.isPresent() ? "built" : "refused");
        Statistics.label("is").coverage(is -> is.check("built").percentage(share -> share > 10));

        assertThat(built.stream())
                .allSatisfy(metadata -> assertThat(VALIDATOR
                                .validate(MetadataJson.toTree(metadata))
                                .violations())
                        .isEmpty());
    }

    private static Optional<ModelArtifactMetadata> built(Supplier<ModelArtifactMetadata> attempt) {
        try {
            return Optional.of(attempt.get());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<ObjectNode> valid() {
        return ArbitraryMetadata.valid();
    }

    @Provide
    Arbitrary<Changed> changed() {
        return ArbitraryMetadata.changed();
    }

    @Provide
    Arbitrary<Supplier<ModelArtifactMetadata>> attempts() {
        return ArbitraryBuilder.attempts();
    }
}
