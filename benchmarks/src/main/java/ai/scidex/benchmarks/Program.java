package ai.scidex.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The program as an operator installs it. */
final class Program {

    private Program() {}

    /**
     * Unpacks it, and starts it once.
     *
     * @param zip what the build leaves
     * @return its launcher
     */
    static Path install(Path zip, Path folder) {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            Path launcher = null;
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory() || !file.startsWith(folder)) {
                    continue;
                }
                Files.createDirectories(file.resolveSibling("."));
                Files.copy(entries, file);
                if (entry.getName().endsWith("/bin/model-catalog")) {
                    launcher = file;
                }
            }
            if (launcher == null || !launcher.toFile().setExecutable(true)) {
                throw new IllegalStateException("there is no launcher in " + zip);
            }
            // The first start prepares for those after it.
            Command.program(launcher).and("--version").run();
            return launcher;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
