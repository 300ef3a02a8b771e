package ai.scidex.migration.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The archive with PostgreSQL's programs for this machine, as it lies on the class path.
 *
 * @param platform the operating system and the processor
 * @param url where the archive lies
 */
record ServerArchive(String platform, URL url) {

    private static final String FOLDER = "postgresql-";
    private static final String UNFINISHED = "unpacking-";
    private static final int EXECUTABLE = 0100;

    static ServerArchive ofThisMachine() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static ServerArchive of(String operatingSystem, String processor) {
        String platform = "%s-%s".formatted(system(operatingSystem), architecture(processor));
        URL url = ServerArchive.class.getResource("/postgres-%s.txz".formatted(platform));
        if (url == null) {
            throw new NoServerForPlatformException(platform, "none was built in");
        }
        return new ServerArchive(platform, url);
    }

    /** Unpacks the archive below {@code directory}, unless that was done before, and returns the programs. */
    ServerPrograms unpackBelow(Path directory) throws IOException {
        Path folder = directory.resolve(FOLDER + identity());
        if (!Files.isDirectory(folder)) {
            FileTree.deleteChildren(directory, UNFINISHED);
            FileTree.deleteChildren(directory, FOLDER);
            Path unfinished = Files.createTempDirectory(directory, UNFINISHED);
            unpack(unfinished);
            // Only a complete folder ever has the name that is looked for.
            Files.move(unfinished, folder);
        }
        return new ServerPrograms(folder, platform);
    }

    /** The check sum that the application's jar keeps of the archive: reading it takes no time. */
    private String identity() throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection inJar) {
            try (var jar = inJar.getJarFile()) {
                return Long.toHexString(jar.getEntry(inJar.getEntryName()).getCrc());
            }
        }
        return Long.toHexString(connection.getContentLengthLong());
    }

    private void unpack(Path folder) throws IOException {
        try (InputStream file = url.openStream();
                TarArchiveInputStream archive =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(file)))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                Path path = folder.resolve(entry.getName()).normalize();
                if (!path.startsWith(folder)) {
                    throw new IOException("%s lies outside of its archive".formatted(entry.getName()));
                }
                unpack(entry, archive, path);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        if ((entry.getMode() & EXECUTABLE) != 0 && !path.toFile().setExecutable(true)) {
            throw new IOException("cannot make %s executable".formatted(path));
        }
    }

    private static String system(String name) {
        return name.startsWith("Mac") ? "darwin" : name.toLowerCase(Locale.ROOT);
    }

    private static String architecture(String name) {
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }
}
