package ai.scidex.catalog;

import ai.scidex.catalog.validation.MetadataValidator;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Makes the beans whose classes know nothing of Micronaut. */
@Factory
final class CatalogFactory {

    @Singleton
    MetadataValidator metadataValidator() {
        return MetadataValidator.standard();
    }
}
