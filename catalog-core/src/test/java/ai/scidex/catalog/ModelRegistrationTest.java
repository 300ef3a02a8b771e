package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.parse;
import static ai.scidex.catalog.TestMetadata.internal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRegistrationTest {

    private static final ModelRegistration REGISTRATION = ModelRegistration.of("Microglia", internal());

    @Test
    void choosesAnIdOfItsOwnWhereNoneIsGiven() {
        assertThat(REGISTRATION.id().value()).matches("model-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(ModelRegistration.of("Microglia", internal()).id()).isNotEqualTo(REGISTRATION.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's",
                "a\"b",
                "a`b",
                "a\\b",
                "a b",
                "a\u00a0b",
                "\u201ea\u201c",
                "\u00aba\u00bb",
                "a\nb",
                "a\u001b[31m",
                "a\u200bb"
            })
    void refusesAnIdThatWouldNeedQuotes(String id) {
        assertThatThrownBy(() -> REGISTRATION.withId(new ArtifactId(id)))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("id"))
                .hasMessageEndingWith(
                        " cannot be the id of a new model: it holds white space, a quote, a backslash or a control character");
    }

    @Test
    void refusesAnIdThatNoIndexHolds() {
        assertThatThrownBy(() -> REGISTRATION.withId(new ArtifactId("m".repeat(10_000))))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("id '%s…' has 10000 characters, more than the 200 that are kept".formatted("m".repeat(60)));
        assertThat(REGISTRATION.withId(new ArtifactId("m".repeat(200))).id().value())
                .hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \u00a0"})
    void refusesATitleThatIsBlank(String title) {
        assertThatThrownBy(() -> ModelRegistration.of(title, internal()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("a model needs a title");
    }

    @Test
    void refusesATitleThatCannotBeKept() {
        assertThatThrownBy(() -> ModelRegistration.of("Micro\u0000glia", internal()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "title 'Micro\\u0000glia' holds a NUL character or half a surrogate pair, which PostgreSQL cannot keep");
        assertThatThrownBy(() -> ModelRegistration.of("m".repeat(2_001), internal()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "title '%s…' has 2001 characters, more than the 2000 that are kept".formatted("m".repeat(60)));
    }

    @Test
    void refusesACreatorWhoIsNobody() {
        assertThatThrownBy(() -> REGISTRATION.withCreatedBy(""))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("created_by is blank");
    }

    @Test
    void saysInTheMetadataWhatTheTrainingAndTheEvaluationSay() {
        ModelRegistration whole = REGISTRATION
                .withTrainingRun(TrainingRun.by("minimax:63").withParameters(parse("{\"epochs\": 3}")))
                .withEvaluationDataset(new ArtifactId("dataset-1"))
                .withCreatedBy("WS3")
                .ifAbsent();

        ObjectNode expected = internal().put("evaluation_dataset", "dataset-1");
        expected.set("training_config", parse("{\"epochs\": 3}"));
        assertThat(whole.metadata()).isEqualTo(expected);
        assertThat(whole.createdBy()).isEqualTo("WS3");
        assertThat(whole.onlyIfAbsent()).isTrue();
    }

    @Test
    void keepsTheMetadataWhateverBecomesOfTheCallers() {
        ObjectNode metadata = internal();
        ModelRegistration registration =
                ModelRegistration.of("Microglia", metadata).withEvaluationDataset(new ArtifactId("dataset-1"));

        metadata.removeAll();

        assertThat(registration.metadata()).isEqualTo(internal().put("evaluation_dataset", "dataset-1"));
    }
}
