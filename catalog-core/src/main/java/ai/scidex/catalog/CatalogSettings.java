package ai.scidex.catalog;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Map;

/**
 * What a database may want otherwise. In a Micronaut application the properties below {@code model-catalog} set it.
 *
 * @param versionLifecycleState the {@code artifacts.lifecycle_state} of a version that is registered below a parent, until
 *     it is promoted. A database that checks lifecycle states may not know {@code candidate}, the default; name one that
 *     it knows, for example {@code draft}
 */
@ConfigurationProperties("model-catalog")
public record CatalogSettings(
        @Bindable(defaultValue = CatalogSettings.CANDIDATE) String versionLifecycleState) {

    static final String CANDIDATE = "candidate";

    public CatalogSettings {
        versionLifecycleState = GivenText.name("version-lifecycle-state", versionLifecycleState);
    }

    /** Returns the settings that hold where nobody says otherwise. */
    public static CatalogSettings standard() {
        return new CatalogSettings(CANDIDATE);
    }

    /** Returns the same settings with another lifecycle state for new versions. */
    public CatalogSettings withVersionLifecycleState(String state) {
        return new CatalogSettings(state);
    }

    /** Returns the properties that say the same. */
    Map<String, Object> properties() {
        return Map.of("model-catalog.version-lifecycle-state", versionLifecycleState);
    }
}
