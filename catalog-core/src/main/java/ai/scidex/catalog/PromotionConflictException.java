package ai.scidex.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a decision compared a version with another than the latest of its lineage, for example because somebody
 * promoted one meanwhile. Nothing was stored; compare again, with the latest.
 */
public final class PromotionConflictException extends CatalogException {

    private final transient ArtifactId model;
    private final transient @Nullable ArtifactId comparedWith;
    private final transient List<ArtifactId> latest;

    PromotionConflictException(ArtifactId model, @Nullable ArtifactId comparedWith, List<ArtifactId> latest) {
        super("model '%s' was compared with %s, but the latest version of its lineage is %s"
                .formatted(
                        GivenText.shown(model.value()),
                        comparedWith == null ? "no other version" : quoted(comparedWith),
                        latest.isEmpty()
                                ? "no other one"
                                : latest.stream()
                                        .map(PromotionConflictException::quoted)
                                        .collect(Collectors.joining(" and "))));
        this.model = model;
        this.comparedWith = comparedWith;
        this.latest = List.copyOf(latest);
    }

    /** Returns the version that was to be promoted. */
    public ArtifactId model() {
        return model;
    }

    /** Returns the version that the decision compared it with. */
    public Optional<ArtifactId> comparedWith() {
        return Optional.ofNullable(comparedWith);
    }

    /** Returns the versions beside it that are latest: none or one, more only where others broke the rule. */
    public List<ArtifactId> latest() {
        return latest;
    }

    private static String quoted(ArtifactId id) {
        return "'%s'".formatted(GivenText.shown(id.value()));
    }
}
