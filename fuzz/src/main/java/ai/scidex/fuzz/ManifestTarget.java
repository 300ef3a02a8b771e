package ai.scidex.fuzz;

import ai.scidex.migration.manifest.Manifest;
import ai.scidex.migration.manifest.ManifestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A manifest is read or refused in words. */
public final class ManifestTarget {

    private static final Path FILE = file();

    private ManifestTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Files.write(FILE, input);
        try {
            Claim.that(!Manifest.read(FILE).json().isEmpty(), "a manifest that says nothing");
        } catch (ManifestException e) {
            Claim.that(!String.valueOf(e.getMessage()).isBlank(), "a refusal without words");
        }
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("manifest", ".yaml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new IllegalStateException("cannot make a file", e);
        }
    }
}
