package ai.scidex.migration;

import ai.scidex.migration.failure.FileFailure;
import ai.scidex.migration.report.RecordedMigration;
import ai.scidex.migration.report.ReportFormat;
import ai.scidex.migration.verify.VerificationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the report goes. */
final class ReportFile {

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The report; folders are created (default: docs/model_artifacts/migration_report_ws1.md).")
    private @Nullable Path file;

    /** Tries whether the report can be written, so that this does not come to light after the work; leaves no trace. */
    void check(ReportFormat format) {
        Path named = named(format);
        try {
            Path target = target(named);
            Path folder = target.getParent();
            while (folder != null && !Files.exists(folder)) {
                folder = folder.getParent();
            }
            if (folder == null || !Files.isDirectory(folder)) {
                throw unwritable(named, "%s is no folder".formatted(folder));
            }
            Files.delete(Files.createFile(folder.resolve(UnfinishedReport.stagingName(target))));
        } catch (IOException e) {
            throw unwritable(
                    named, e instanceof NoSuchFileException ? "no file can be made there" : FileFailure.reason(e));
        }
    }

    /** Writes the whole report, or leaves what was there. */
    Written write(ReportFormat format, Application application, VerificationResult verification) {
        Path named = named(format);
        try {
            Path target = target(named);
            Files.createDirectories(target.getParent());
            try (UnfinishedReport unfinished = UnfinishedReport.of(target)) {
                application
                        .bean(RecordedMigration.class)
                        .write(
                                format,
                                application.database(),
                                verification.checks(),
                                verification.changedSince(),
                                unfinished);
                unfinished.finish();
            }
            return new Written(named.toString());
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(named, FileFailure.reason(e));
        }
    }

    private Path named(ReportFormat format) {
        return file == null ? format.defaultFile() : file;
    }

    /** The file that a link leads to; what is neither a file nor absent must not be replaced by one. */
    private static Path target(Path named) throws IOException {
        if (Files.isRegularFile(named)) {
            return named.toRealPath();
        }
        if (Files.exists(named, LinkOption.NOFOLLOW_LINKS)) {
            throw unwritable(named, Files.isDirectory(named) ? "it is a folder" : "it is there, and no ordinary file");
        }
        return named.toAbsolutePath();
    }

    private static CommandFailure unwritable(Path named, String reason) {
        return new CommandFailure(
                ExitCode.FAILED, "cannot write the report %s: %s; name another with --file".formatted(named, reason));
    }

    /** The report that was written. */
    record Written(String file) {

        void print(Output.Lines lines) {
            lines.line("report    %s".formatted(file));
        }
    }
}
