package ai.scidex.migration;

import ai.scidex.migration.failure.FileFailure;
import ai.scidex.migration.report.RecordedMigration;
import ai.scidex.migration.verify.VerificationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Option;

/** Where the report goes. */
final class ReportFile {

    private static final String DEFAULT = "docs/model_artifacts/migration_report_ws1.md";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = DEFAULT,
            description = "The report; folders are created (default: ${DEFAULT-VALUE}).")
    private Path file;

    /** Tries whether the report can be written, so that this does not come to light after the work; leaves no trace. */
    void check() {
        try {
            Path folder = target().getParent();
            while (folder != null && !Files.exists(folder)) {
                folder = folder.getParent();
            }
            if (folder == null || !Files.isDirectory(folder)) {
                throw unwritable("%s is no folder".formatted(folder));
            }
            Files.delete(Files.createFile(unfinishedIn(folder)));
        } catch (IOException e) {
            throw unwritable(e instanceof NoSuchFileException ? "no file can be made there" : FileFailure.reason(e));
        }
    }

    /** Writes the whole report, or leaves what was there. */
    Written write(Application application, VerificationResult verification) {
        try {
            Path target = target();
            Path unfinished = unfinishedIn(Files.createDirectories(target.getParent()));
            try (Writer out = Files.newBufferedWriter(unfinished)) {
                application
                        .bean(RecordedMigration.class)
                        .writeMarkdown(
                                application.database().isSample(),
                                verification.checks(),
                                verification.changedSince(),
                                out);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(unfinished);
                throw e;
            }
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return new Written(file.toString());
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(FileFailure.reason(e));
        }
    }

    /** The file that a link leads to; what is neither a file nor absent must not be replaced by one. */
    private Path target() throws IOException {
        if (Files.isRegularFile(file)) {
            return file.toRealPath();
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw unwritable(Files.isDirectory(file) ? "it is a folder" : "it is there, and no ordinary file");
        }
        return file.toAbsolutePath();
    }

    private Path unfinishedIn(Path folder) {
        return folder.resolve(".%s.unfinished-%d"
                .formatted(file.getFileName(), ProcessHandle.current().pid()));
    }

    private CommandFailure unwritable(String reason) {
        return new CommandFailure(
                ExitCode.FAILED, "cannot write the report %s: %s; name another with --file".formatted(file, reason));
    }

    /** The report that was written. */
    record Written(String file) {

        void print(Output.Lines lines) {
            lines.line("report    %s".formatted(file));
        }
    }
}
