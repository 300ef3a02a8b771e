package ai.scidex.migration;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CatalogException;
import ai.scidex.catalog.InvalidValueException;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.Promotion;
import ai.scidex.catalog.PromotionDecision;
import ai.scidex.catalog.PromotionEvidence;
import ai.scidex.migration.gate.EvidenceDocument;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A decision on a model version, which the commands of the evaluation gate share. */
final class GateOptions {

    /** What a file with evidence looks like, for the help of the commands. */
    static final String EVIDENCE = "The evidence is a JSON object like this one, of which nothing has to be there:"
            + " {\"metrics\": [{\"name\": \"auroc\", \"candidate\": 0.91, \"compared\": 0.88, \"difference\": {\"low\": 0.01,"
            + " \"high\": 0.05, \"confidence\": 0.95}}], \"benchmarkId\": \"…\", \"seed\": 42, \"details\": {}}. The ledger"
            + " keeps it, with the version and the one that it was compared with.";

    @Parameters(paramLabel = "ID", description = "The whole id of a model version.")
    private ArtifactId model;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            required = true,
            description = "Who decided: a person, an agent or a program.")
    private String by;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why; it becomes the promotion notes of the version.")
    private String reason;

    @Option(
            names = "--compared-with",
            paramLabel = "ID",
            description = "The version that this one was compared with: the latest of its lineage. Leave it out where"
                    + " there is no other.")
    private @Nullable ArtifactId comparedWith;

    @Option(
            names = "--evidence",
            paramLabel = "FILE",
            description = "What the decision rests on, in JSON; - reads standard input.")
    private @Nullable Path evidence;

    private final InputStream in;

    GateOptions(InputStream in) {
        this.in = in;
    }

    /** Makes the move that was decided on, and prints it; what the catalog refuses ends the command. */
    int move(DatabaseOptions database, DryRunOptions dryRun, Output output, Move move) {
        PromotionDecision decision = decision();
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            Moved moved = Moved.of(dryRun.carryOutAtOnce(
                    application, () -> move.make(application.bean(ModelCatalog.class), model, decision)));
            output.print(moved, moved::print);
            return ExitCode.DONE;
        } catch (CatalogException e) {
            throw new CommandFailure(ExitCode.ANSWER_IS_NO, Remedy.sentence(model, e), e);
        }
    }

    private PromotionDecision decision() {
        PromotionDecision decision =
                CommandFailure.unlessRefused(() -> new PromotionDecision(by, reason, comparedWith, null));
        return evidence == null ? decision : decision.withEvidence(read(evidence));
    }

    private PromotionEvidence read(Path file) {
        JsonNode document = JsonFile.read(file, in, violation -> refused(file, violation.message()));
        try {
            return EvidenceDocument.read(document);
        } catch (IllegalArgumentException | InvalidValueException e) {
            throw refused(file, String.valueOf(e.getMessage()));
        }
    }

    private static CommandFailure refused(Path file, String reason) {
        return new CommandFailure(ExitCode.ANSWER_IS_NO, "the evidence %s is refused: %s".formatted(file, reason));
    }

    /** One of the moves of the catalog. */
    interface Move {

        Promotion make(ModelCatalog catalog, ArtifactId model, PromotionDecision decision);
    }
}
