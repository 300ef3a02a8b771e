package ai.scidex.migration;

import ai.scidex.catalog.validation.MetadataSchema;
import ai.scidex.migration.schema.SchemaMigration;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the application, with those of the schema and the tables that it works with. */
final class ToolVersion implements IVersionProvider {

    ToolVersion() {}

    @Override
    public String[] getVersion() {
        return new String[] {
            "model-catalog " + text(),
            "schema " + MetadataSchema.PUBLISHED_VERSION,
            "tables " + SchemaMigration.LAST_VERSION,
            "Java " + Runtime.version()
        };
    }

    /** Returns the version that the jar names; outside a jar, {@code development}. */
    static String text() {
        return Optional.ofNullable(MigrationApp.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
