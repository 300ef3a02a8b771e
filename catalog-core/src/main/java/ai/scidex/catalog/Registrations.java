package ai.scidex.catalog;

import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.Violation;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings new models into the catalog. */
@Singleton
class Registrations {

    private final MetadataValidator validator;
    private final CatalogSettings settings;
    private final RegistrationStatements statements;
    private final LineageLock lineages;

    Registrations(
            MetadataValidator validator,
            CatalogSettings settings,
            RegistrationStatements statements,
            LineageLock lineages) {
        this.validator = validator;
        this.settings = settings;
        this.statements = statements;
        this.lineages = lineages;
    }

    /** Refuses what nothing in the database can make good: before a connection is taken. */
    void refuseInvalid(ModelRegistration registration) {
        List<Violation> violations = validator.validate(registration.metadata()).violations();
        if (!violations.isEmpty()) {
            throw new InvalidModelMetadataException(violations);
        }
        refuseItselfAsBase(registration);
    }

    /** The same for a list. Each violation's pointer begins with the place of its document in the list. */
    void refuseInvalid(List<ModelRegistration> registrations) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < registrations.size(); i++) {
            ModelRegistration registration = registrations.get(i);
            for (Violation violation :
                    validator.validate(registration.metadata()).violations()) {
                violations.add(new Violation("/" + i + violation.pointer(), violation.keyword(), violation.message()));
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidModelMetadataException(violations);
        }
        Map<String, String> bases = new HashMap<>();
        for (ModelRegistration registration : registrations) {
            if (bases.put(registration.id().value(), baseModel(registration)) != null) {
                throw DuplicateArtifactException.listed(registration.id());
            }
        }
        registrations.forEach(registration -> refuseLoop(registration.id(), bases));
    }

    /** Registers one model that starts a lineage: one round trip, in the caller's transaction if there is one. */
    RegisteredModel register(ModelRegistration registration, Occasion occasion) {
        return statements.register(NewVersion.first(registration, occasion.actor()));
    }

    /** Registers all models of a list, or none. */
    @Transactional
    public List<RegisteredModel> registerAll(List<ModelRegistration> registrations, Occasion occasion) {
        return statements.register(registrations.stream()
                .map(registration -> NewVersion.first(registration, occasion.actor()))
                .toList());
    }

    /** Registers a version one above the highest of its parent's lineage. */
    @Transactional
    public RegisteredModel registerVersion(ArtifactId parent, ModelRegistration registration, Occasion occasion) {
        LockedLineage lineage = lineages.lock(parent);
        NewVersion version =
                NewVersion.following(parent, lineage.nextNumber(), registration, occasion.actor(), settings);
        return registration.onlyIfAbsent()
                ? statements.register(List.of(version)).get(0)
                : statements.register(version);
    }

    private static void refuseItselfAsBase(ModelRegistration registration) {
        if (baseModel(registration).equals(registration.id().value())) {
            throw InvalidValueException.ownBaseModel(registration.id());
        }
    }

    /** Of a list that stays in it, each step from model to base leads to another one: more steps than models are a loop. */
    private static void refuseLoop(ArtifactId model, Map<String, String> bases) {
        String base = bases.get(model.value());
        for (int steps = 0; base != null && steps < bases.size(); steps++) {
            if (base.equals(model.value())) {
                throw InvalidValueException.ownBaseModel(model);
            }
            base = bases.get(base);
        }
    }

    private static String baseModel(ModelRegistration registration) {
        return registration.metadata().path("base_model_id").asText();
    }
}
