package ai.scidex.catalog;

import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.ValidationResult;
import ai.scidex.catalog.validation.ValidationResult.Invalid;
import ai.scidex.catalog.validation.Violation;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.jdbc.config.DataJdbcConfiguration;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.inject.qualifiers.Qualifiers;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The one way in for every write to a model artifact, and the way to read what is known of it.
 *
 * <p>A bean in a Micronaut application; elsewhere {@link #on(DataSource)}. Safe for use by several threads. A call that
 * is refused leaves nothing behind.
 */
@Singleton
public class ModelCatalog {

    private final MetadataValidator validator;
    private final ModelStatements statements;
    private final ModelVersionRepository versions;
    private final ModelVersionQueries search;
    private final CodeGapQueries codeGaps;
    private final LineageQueries lineages;
    private final PromotionEventRepository ledger;

    ModelCatalog(
            MetadataValidator validator,
            ModelStatements statements,
            ModelVersionRepository versions,
            ModelVersionQueries search,
            CodeGapQueries codeGaps,
            LineageQueries lineages,
            PromotionEventRepository ledger) {
        this.validator = validator;
        this.statements = statements;
        this.versions = versions;
        this.search = search;
        this.codeGaps = codeGaps;
        this.lineages = lineages;
        this.ledger = ledger;
    }

    /**
     * Returns a catalog on a migrated PostgreSQL database, for programs without Micronaut.
     *
     * <p>Make one and keep it: making it takes the better part of a second. The data source stays the caller's.
     */
    public static ModelCatalog on(DataSource dataSource) {
        DataJdbcConfiguration configuration = new DataJdbcConfiguration("default");
        configuration.setDialect(Dialect.POSTGRES);
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .enableDefaultPropertySources(false)
                .banner(false)
                .build()
                .registerSingleton(DataSource.class, dataSource, Qualifiers.byName("default"))
                .registerSingleton(DataJdbcConfiguration.class, configuration, Qualifiers.byName("default"))
                .start()
                .getBean(ModelCatalog.class);
    }

    /** Says whether {@code metadata} is valid, and if not, everything that is wrong with it. Needs no database. */
    public ValidationResult validateMetadata(JsonNode metadata) {
        return validator.validate(metadata);
    }

    /**
     * Registers a model: its artifact and its row in {@code model_versions}, a candidate, or neither of them.
     *
     * @throws InvalidModelMetadataException if the metadata breaks the schema
     * @throws DuplicateArtifactException if there is an artifact of that id
     * @throws NoSuchArtifactException if the base model does not exist
     * @throws RefusedWriteException if the database cannot hold it, for example a text with a NUL character
     */
    public RegisteredModel registerModel(ModelRegistration registration) {
        if (validator.validate(registration.metadata()) instanceof Invalid invalid) {
            throw new InvalidModelMetadataException(invalid.violations());
        }
        try {
            return statements.register(registration);
        } catch (RuntimeException e) {
            throw Refusals.ofRegistration(registration, e);
        }
    }

    /** Returns what is known of a model artifact; empty if it has no row in {@code model_versions}. */
    public Optional<ModelVersion> findModelVersion(ArtifactId model) {
        return versions.findByArtifactId(model);
    }

    /**
     * Returns the models that pass a filter, a page of them, in the order of their ids.
     *
     * <p>The next page is that of {@link ModelVersionFilter#after} the last id; the page after the last one is empty.
     */
    public List<ModelVersion> findModelVersions(ModelVersionFilter filter) {
        return search.find(filter);
    }

    /**
     * Returns the models whose code cannot be found again, a page of them, in the order of their ids: all model artifacts are
     * looked at, also those that nobody has brought into the catalog.
     */
    public List<CodeGap> findCodeGaps(PageRequest page) {
        return codeGaps.find(page);
    }

    /**
     * Returns where a model stands among its versions, all as of one moment.
     *
     * @throws NoSuchModelException if there is no model artifact of that id
     */
    public Lineage lineage(ArtifactId model) {
        return lineages.find(model);
    }

    /** Returns every move of a model in the evaluation gate, the earliest first; also of one that was deleted. */
    public List<PromotionEvent> promotionHistory(ArtifactId model) {
        return ledger.findByArtifactIdOrderByEventId(model);
    }

    /**
     * Takes decided artifacts into the catalog, in the caller's transaction if there is one.
     *
     * <p>Each gets its row in {@code model_versions} and an entry in the history; the metadata of the upgraded ones
     * changes. An artifact that was edited since it was read, and one whose metadata would be invalid, is left alone.
     *
     * @throws RefusedWriteException if the database refuses one of them; then none is written
     */
    @Transactional
    public AdoptionResult adoptAll(Occasion occasion, List<Adoption> adoptions) {
        Map<ArtifactId, List<Violation>> invalid = new HashMap<>();
        List<Adoption> valid = new ArrayList<>();
        for (Adoption adoption : adoptions) {
            List<Violation> violations = violations(adoption);
            if (violations.isEmpty()) {
                valid.add(adoption);
            } else {
                invalid.put(adoption.version().artifactId(), violations);
            }
        }
        try {
            Set<ArtifactId> stale = valid.isEmpty() ? Set.of() : statements.adopt(occasion, valid);
            Set<ArtifactId> adopted = new HashSet<>();
            valid.forEach(adoption -> adopted.add(adoption.version().artifactId()));
            adopted.removeAll(stale);
            return new AdoptionResult(adopted, stale, invalid);
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    /** A held artifact keeps its metadata, so there is nothing to judge. */
    private List<Violation> violations(Adoption adoption) {
        return adoption.outcome() == Adoption.Outcome.HELD
                ? List.of()
                : validator
                        .validate(adoption.change().applyTo(adoption.before()))
                        .violations();
    }
}
