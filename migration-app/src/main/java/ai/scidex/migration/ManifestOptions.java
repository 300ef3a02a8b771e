package ai.scidex.migration;

import ai.scidex.migration.manifest.Manifest;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which models are expected, and the state that each lands in. */
final class ManifestOptions {

    @ArgGroup
    private @Nullable Choice choice;

    private static final class Choice {

        @Option(
                names = "--manifest",
                paramLabel = "FILE",
                required = true,
                description =
                        "The expected models, in YAML (default: the eight that SciDEX is known to have; of verify, those of"
                                + " the last run).")
        private @Nullable Path file;

        @Option(
                names = "--no-manifest",
                required = true,
                description = "Expect no model; every one lands as a candidate.")
        private boolean none;

        private @Nullable Manifest read;

        /** Reads the file once, however often it is asked for. */
        Optional<Manifest> manifest() {
            if (none || file == null) {
                return Optional.empty();
            }
            if (read == null) {
                read = Manifest.read(file);
            }
            return Optional.of(read);
        }
    }

    /** Returns whether the user said anything. */
    boolean isGiven() {
        return choice != null;
    }

    /** Returns the manifest to go by; empty if there is to be none. */
    Optional<Manifest> manifest() {
        return choice == null ? Optional.of(Manifest.standard()) : choice.manifest();
    }
}
