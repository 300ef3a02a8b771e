package ai.scidex.catalog;

import ai.scidex.catalog.ChangeStatements.Current;
import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.Violation;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes models that are in the catalog. Where nothing would change, nothing is written. */
@Singleton
class Changes {

    private final MetadataValidator validator;
    private final ChangeStatements statements;

    Changes(MetadataValidator validator, ChangeStatements statements) {
        this.validator = validator;
        this.statements = statements;
    }

    /** Refuses what nothing in the database can make good: before a connection is taken. */
    void refuseInvalid(JsonNode metadata) {
        List<Violation> violations = validator.validate(metadata).violations();
        if (!violations.isEmpty()) {
            throw new InvalidModelMetadataException(violations);
        }
    }

    /** Puts {@code metadata}, which is valid, in the place of what the model has. */
    @Transactional
    public ModelVersion updateMetadata(ArtifactId model, ObjectNode metadata, Occasion occasion) {
        Current current = statements.lock(model);
        return write(current, ModelChange.ofMetadata(model, metadata(current), metadata), occasion);
    }

    @Transactional
    public ModelVersion linkCode(ArtifactId model, CodeLink link, Occasion occasion) {
        return write(statements.lock(model), ModelChange.ofCode(model, link), occasion);
    }

    /** Links all of them, or none. */
    @Transactional
    public List<ModelVersion> linkCode(Map<ArtifactId, CodeLink> links, Occasion occasion) {
        Map<ArtifactId, ModelVersion> linked = new HashMap<>();
        List<ModelChange> changes = new ArrayList<>();
        for (Current current : statements.lock(links.keySet(), false)) {
            ArtifactId model = current.version().artifactId();
            ModelChange change = ModelChange.ofCode(model, links.get(model));
            linked.put(model, current.version());
            if (!change.isDone(current.version())) {
                changes.add(change);
            }
        }
        if (!changes.isEmpty()) {
            statements.change(changes, occasion).forEach(version -> linked.put(version.artifactId(), version));
        }
        return links.keySet().stream().map(linked::get).toList();
    }

    /** Records a training; its parameters, if it has any, in the metadata too. */
    @Transactional
    public ModelVersion recordTraining(ArtifactId model, TrainingRun run, Occasion occasion) {
        Current current = statements.lock(model);
        ModelChange change = run.parameters() == null
                ? ModelChange.ofTraining(model, run)
                : with(current, Map.of("training_config", run.parameters())).withTraining(run);
        return write(current, change, occasion);
    }

    /** Records an evaluation, in the metadata and in its columns. */
    @Transactional
    public ModelVersion recordEvaluation(ArtifactId model, Evaluation evaluation, Occasion occasion) {
        Current current = statements.lock(model);
        Map<String, JsonNode> members = new HashMap<>();
        members.put("evaluation_metrics", evaluation.metrics());
        members.put("evaluation_dataset", new TextNode(evaluation.dataset().value()));
        if (evaluation.benchmarkId() != null) {
            members.put("benchmark_id", new TextNode(evaluation.benchmarkId()));
        }
        return write(current, with(current, members).withEvaluationDataset(evaluation.dataset()), occasion);
    }

    private ModelVersion write(Current current, ModelChange change, Occasion occasion) {
        if (change.isDone(current.version())) {
            return current.version();
        }
        refuseUnknownBase(change);
        return statements.change(change, occasion);
    }

    private void refuseUnknownBase(ModelChange change) {
        JsonNode base = change.metadata().added().get("base_model_id");
        if (base == null) {
            return;
        }
        String id = base.asText();
        if (id.equals(change.model().value())) {
            throw InvalidValueException.ownBaseModel(change.model());
        }
        if (!statements.isModel(id)) {
            throw NoSuchArtifactException.baseModel(id, null);
        }
    }

    /** Returns what gives the model the members, if its metadata is valid with them. */
    private ModelChange with(Current current, Map<String, JsonNode> members) {
        JsonNode before = metadata(current);
        if (before != null && !before.isObject() && !before.isNull()) {
            throw new InvalidModelMetadataException(validator.validate(before).violations());
        }
        ObjectNode after = new MetadataChange(members, List.of()).applyTo(before);
        refuseInvalid(after);
        return ModelChange.ofMetadata(current.version().artifactId(), before, after);
    }

    private static @Nullable JsonNode metadata(Current current) {
        String text = current.metadata();
        try {
            return text == null ? null : MetadataJson.parse(text);
        } catch (JsonProcessingException e) {
            throw new RefusedWriteException(
                    "the metadata of model '%s' is beyond the limits of what can be changed: %s"
                            .formatted(
                                    GivenText.shown(
                                            current.version().artifactId().value()),
                                    e.getOriginalMessage()),
                    e);
        }
    }
}
