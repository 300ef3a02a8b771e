package ai.scidex.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A registration and the place that it gets: a row of {@code artifacts} and one of {@code model_versions}.
 *
 * @param registration what the caller said
 * @param createdBy who registers it
 * @param parent the version that it follows; absent: it starts a lineage
 * @param number its number in the lineage
 * @param isLatest whether it is the latest of the lineage
 * @param lifecycleState its state in {@code artifacts}
 */
record NewVersion(
        ModelRegistration registration,
        String createdBy,
        @Nullable ArtifactId parent,
        int number,
        boolean isLatest,
        String lifecycleState) {

    /** Returns the first version of a lineage. */
    static NewVersion first(ModelRegistration registration, String actor) {
        return new NewVersion(registration, creator(registration, actor), null, 1, true, "active");
    }

    /** Returns a later version, which stands aside until it is promoted. */
    static NewVersion following(
            ArtifactId parent, int number, ModelRegistration registration, String actor, CatalogSettings settings) {
        return new NewVersion(
                registration, creator(registration, actor), parent, number, false, settings.versionLifecycleState());
    }

    private static String creator(ModelRegistration registration, String actor) {
        String named = registration.createdBy();
        return named == null ? actor : named;
    }
}
