package ai.scidex.catalog;

import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.ValidationResult;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The one way in for every write to a model artifact, and the way to read what is known of it.
 *
 * <p>A bean in a Micronaut application; elsewhere {@link #on(DataSource)}. Safe for use by several threads.
 *
 * <p>Each call that writes is one transaction, or part of the caller's where Micronaut has opened one. A call that is
 * refused throws a {@link CatalogException} and leaves nothing behind. What fails for another reason, such as a server
 * that is gone, leaves nothing behind either, and is thrown as it comes.
 *
 * <p>The history says who did what: the creator of a registration, whoever decided on a promotion, and for all else
 * whoever the catalog acts for ({@link #actingFor}), which is {@code model-catalog} where nobody says otherwise.
 */
@Singleton
public class ModelCatalog {

    private static final Occasion OURSELVES = new Occasion("model-catalog", null);

    private final MetadataValidator validator;
    private final CatalogWrites writes;
    private final CatalogReads reads;
    private final Occasion occasion;

    @Inject
    ModelCatalog(MetadataValidator validator, CatalogWrites writes, CatalogReads reads) {
        this(validator, writes, reads, OURSELVES);
    }

    private ModelCatalog(MetadataValidator validator, CatalogWrites writes, CatalogReads reads, Occasion occasion) {
        this.validator = validator;
        this.writes = writes;
        this.reads = reads;
        this.occasion = occasion;
    }

    /** Returns a catalog on a migrated PostgreSQL database with the standard settings, as {@link #on(DataSource, CatalogSettings)}. */
    public static ModelCatalog on(DataSource dataSource) {
        return on(dataSource, CatalogSettings.standard());
    }

    /**
     * Returns a catalog on a migrated PostgreSQL database, for programs without Micronaut.
     *
     * <p>Make one and keep it: making it takes the better part of a second. The data source stays the caller's.
     */
    public static ModelCatalog on(DataSource dataSource, CatalogSettings settings) {
        return PrivateContext.start(dataSource, settings).getBean(ModelCatalog.class);
    }

    /**
     * Returns the same catalog in the name of somebody else. Making it costs nothing.
     *
     * @param actor free text that names a person, an agent or a program, for example {@code minimax:63}
     * @throws InvalidValueException if it is blank, a placeholder or longer than 500 characters
     */
    public ModelCatalog actingFor(String actor) {
        return new ModelCatalog(validator, writes, reads, new Occasion(actor, null));
    }

    /** Says whether {@code metadata} is valid, and if not, everything that is wrong with it. Needs no database. */
    public ValidationResult validateMetadata(JsonNode metadata) {
        return validator.validate(metadata);
    }

    /**
     * Registers a model, which starts a lineage: its artifact, version 1, latest and {@code active}, and its row in
     * {@code model_versions}, a candidate; or neither of them.
     *
     * @return the new model; with {@link ModelRegistration#ifAbsent()}, the one of the same content if there is one
     * @throws InvalidModelMetadataException if the metadata breaks the schema
     * @throws DuplicateArtifactException if there is an artifact of that id
     * @throws NoSuchArtifactException if the base model does not exist, or is no model, or the evaluation dataset was
     *     named as an artifact and does not exist
     * @throws RefusedWriteException if a rule of the database refuses it
     */
    public RegisteredModel registerModel(ModelRegistration registration) {
        writes.registrations().refuseInvalid(registration);
        return orRefusal(() -> registration.onlyIfAbsent()
                ? writes.registrations()
                        .registerAll(List.of(registration), occasion)
                        .get(0)
                : writes.registrations().register(registration, occasion));
    }

    /**
     * Registers models as {@link #registerModel} does, all of them or none, in bulk. A base model may be one of them.
     *
     * @return a model for each registration, in the same order
     * @throws InvalidModelMetadataException if metadata breaks the schema; the pointer of each violation begins with the
     *     place of the registration in the list, counted from 0
     * @throws DuplicateArtifactException if there is an artifact of one of the ids, or two have the same
     */
    public List<RegisteredModel> registerModels(List<ModelRegistration> list) {
        writes.registrations().refuseInvalid(list);
        return list.isEmpty()
                ? List.of()
                : orRefusal(() -> writes.registrations().registerAll(list, occasion));
    }

    /**
     * Registers a model as the next version of a lineage, with the number after the highest there, whoever else
     * registers at the same time. It is a candidate and not latest; the parent stays as it is.
     *
     * <p>The parent may be of somebody else's making, and need not be the latest. The lineage is what
     * {@code parent_version_id} connects. If rows that were there before form a loop, the loop is one lineage; a parent
     * of theirs that does not exist, or is no model, counts as none.
     *
     * @param parent a model artifact
     * @throws NoSuchModelException if there is no such model artifact
     * @throws InvalidModelMetadataException and the others for the reasons of {@link #registerModel}
     */
    public RegisteredModel registerModelVersion(ArtifactId parent, ModelRegistration registration) {
        writes.registrations().refuseInvalid(registration);
        return orRefusal(() -> writes.registrations().registerVersion(parent, registration, occasion));
    }

    /**
     * Puts other metadata in the place of what a model has, and mends the columns that mirror it.
     *
     * <p>Fields that are held stay so; the next run of the backfill decides them again.
     *
     * @param metadata the whole document: a member that it does not have goes
     * @throws NoSuchModelException if the catalog does not have the model
     * @throws InvalidModelMetadataException if the metadata breaks the schema
     * @throws NoSuchArtifactException if the base model does not exist, or is no model
     */
    public ModelVersion updateMetadata(ArtifactId model, JsonNode metadata) {
        writes.changes().refuseInvalid(metadata);
        ObjectNode document = metadata.deepCopy();
        return orRefusal(() -> writes.changes().updateMetadata(model, document, occasion));
    }

    /**
     * Links a model to the code that it is trained with, in place of a former link, whatever its metadata is.
     *
     * @throws NoSuchModelException if the catalog does not have the model
     */
    public ModelVersion linkCode(ArtifactId model, CodeLink link) {
        return orRefusal(() -> writes.changes().linkCode(model, link, occasion));
    }

    /**
     * Links models to their code, all of them or none.
     *
     * @return the models in the order of the map
     * @throws NoSuchModelException if the catalog does not have one of them
     */
    public List<ModelVersion> linkCode(Map<ArtifactId, CodeLink> links) {
        return links.isEmpty() ? List.of() : orRefusal(() -> writes.changes().linkCode(links, occasion));
    }

    /**
     * Records how a model was trained. What the run does not say stays as it is recorded; without parameters, the
     * metadata is not looked at.
     *
     * @throws NoSuchModelException if the catalog does not have the model
     * @throws InvalidModelMetadataException if the metadata is not valid with the parameters in it
     * @throws RefusedWriteException if training would end before it began
     */
    public ModelVersion recordTraining(ArtifactId model, TrainingRun run) {
        return orRefusal(() -> writes.changes().recordTraining(model, run, occasion));
    }

    /**
     * Records what a model was measured to be worth, in its metadata and in the columns.
     *
     * @throws NoSuchModelException if the catalog does not have the model
     * @throws NoSuchArtifactException if there is no such dataset
     * @throws InvalidModelMetadataException if the metadata is not valid with the evaluation in it
     */
    public ModelVersion recordEvaluation(ArtifactId model, Evaluation evaluation) {
        return orRefusal(() -> writes.changes().recordEvaluation(model, evaluation, occasion));
    }

    /**
     * Promotes a candidate: it becomes the latest version, {@code active} and promoted. Whichever other version of its
     * lineage was the latest is that no more and, unless it is rejected, is superseded by it.
     *
     * @param decision names the version that the candidate was compared with; none, if no other is the latest
     * @throws NoSuchModelException if the catalog does not have the model
     * @throws IllegalMoveException if it is no candidate
     * @throws PromotionConflictException if the version that it was compared with is not the latest of the lineage
     * @throws InvalidModelMetadataException if its metadata breaks the schema
     * @throws OpenHoldsException if a required field of it waits for a person
     */
    public Promotion promote(ArtifactId candidate, PromotionDecision decision) {
        return orRefusal(() -> writes.promotions().promote(candidate, decision));
    }

    /**
     * Rejects a candidate. Nothing becomes latest, and nothing ceases to be.
     *
     * @throws NoSuchModelException if the catalog does not have the model
     * @throws IllegalMoveException if it is no candidate
     */
    public Promotion reject(ArtifactId candidate, PromotionDecision decision) {
        return orRefusal(() -> writes.promotions().reject(candidate, decision));
    }

    /**
     * Makes a superseded version the promoted and latest one again, as {@link #promote} does with a candidate.
     *
     * @param decision names the version to roll back from; if it names none, that is whichever is the latest
     * @throws NoSuchModelException if the catalog does not have the model
     * @throws IllegalMoveException if it is not superseded
     * @throws PromotionConflictException if the version that the decision names is not the latest of the lineage
     * @throws InvalidModelMetadataException if its metadata breaks the schema
     * @throws OpenHoldsException if a required field of it waits for a person
     */
    public Promotion rollBack(ArtifactId to, PromotionDecision decision) {
        return orRefusal(() -> writes.promotions().rollBack(to, decision));
    }

    /**
     * Takes decided artifacts into the catalog: the backfill's way in.
     *
     * <p>Each gets its row in {@code model_versions} and an entry in the history; the metadata of the upgraded ones
     * changes. An artifact that was edited since it was read, and one whose metadata would be invalid, is left alone.
     *
     * @throws RefusedWriteException if the database refuses one of them; then none is written
     */
    public AdoptionResult adoptAll(Occasion by, List<Adoption> decided) {
        return orRefusal(() -> writes.adoptions().adoptAll(by, decided));
    }

    /**
     * Takes back what a run did to artifacts: the way back of {@link #adoptAll}.
     *
     * <p>Each gets its metadata, byte for byte, its origin and its row in {@code model_versions} back as they were before the
     * run, or loses a row that it did not have; which is compared with the SHA-256 of then before this returns. What
     * somebody changed, moved, decided or built upon since is left alone. What is taken back already is left out.
     *
     * @param by names the run that is taken back
     * @throws RefusedWriteException if the database refuses one of them, or makes something else of it; then none is
     *     written
     */
    public RestorationResult restoreAll(Occasion by, List<ArtifactId> artifacts) {
        return orRefusal(() -> writes.restorations().restoreAll(by, artifacts));
    }

    /**
     * Decides an adopted artifact anew: the review's way in.
     *
     * <p>Metadata and row become what the decision makes of what the run found: what an earlier decision added and this
     * one does not goes. The history has an entry for it, in the name of whoever {@code by} says.
     *
     * @param by who decides, and the run whose decision it is
     * @return adopted, or left alone: stale if it was edited since it was read, invalid if its metadata would be
     * @throws RefusedWriteException if the database refuses it
     */
    public AdoptionResult revise(Occasion by, Revision revision) {
        return orRefusal(() -> writes.revisions().revise(by, revision));
    }

    /** Returns what is known of a model artifact; empty if it has no row in {@code model_versions}. */
    public Optional<ModelVersion> findModelVersion(ArtifactId model) {
        return reads.versions().findByArtifactId(model);
    }

    /**
     * Returns the models that pass a filter, a page of them, in the order of their ids.
     *
     * <p>The next page is that of {@link ModelVersionFilter#after} the last id; the page after the last one is empty.
     */
    public List<ModelVersion> findModelVersions(ModelVersionFilter filter) {
        return reads.search().find(filter);
    }

    /**
     * Returns the models whose code cannot be found again, a page of them, in the order of their ids: all model artifacts are
     * looked at, also those that nobody has brought into the catalog.
     */
    public List<CodeGap> findCodeGaps(PageRequest page) {
        return reads.codeGaps().find(page);
    }

    /**
     * Returns where a model stands among its versions, all as of one moment.
     *
     * @throws NoSuchModelException if there is no model artifact of that id
     */
    public Lineage lineage(ArtifactId model) {
        return reads.lineages().find(model);
    }

    /** Returns every move of a model in the evaluation gate, the earliest first; also of one that was deleted. */
    public List<PromotionEvent> promotionHistory(ArtifactId model) {
        return reads.ledger().findByArtifactIdOrderByEventId(model);
    }

    private static <T> T orRefusal(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }
}
