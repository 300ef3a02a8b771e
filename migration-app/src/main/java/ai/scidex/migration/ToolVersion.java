package ai.scidex.migration;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the application. */
final class ToolVersion implements IVersionProvider {

    ToolVersion() {}

    @Override
    public String[] getVersion() {
        return new String[] {"model-catalog " + text()};
    }

    /** Returns the version that the jar names; outside a jar, {@code development}. */
    static String text() {
        return Optional.ofNullable(MigrationApp.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
