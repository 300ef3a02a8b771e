package ai.scidex.migration;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CatalogException;
import ai.scidex.catalog.InvalidModelMetadataException;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.ModelRegistration;
import ai.scidex.catalog.RegisteredModel;
import ai.scidex.catalog.validation.Violation;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "register",
        description = {
            "",
            "It starts a lineage, as version 1 and the latest; with --parent it becomes the next version of that model's"
                    + " lineage, which is not the latest. Either is a candidate until it is promoted.",
            ""
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:registered", "1:failed", "2:wrong usage", "3:refused; nothing was written"},
        footerHeading = ExitCode.EXAMPLES,
        footer = {
            "  model-catalog register --metadata model.json --title 'Cell Type Classifier'",
            "  model-catalog register --metadata better.json --title 'Cell Type Classifier 2' --parent model-a"
        })
final class RegisterCommand implements Callable<Integer> {

    @Mixin
    private DryRunOptions dryRun;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    @Option(
            names = "--metadata",
            paramLabel = "FILE",
            required = true,
            description = "The metadata, in JSON; - reads standard input.")
    private Path metadata;

    @Option(names = "--title", paramLabel = "TEXT", required = true, description = "What people call the model.")
    private String title;

    @Option(names = "--id", paramLabel = "ID", description = "The id of the model (default: model- and a new UUID).")
    private @Nullable String id;

    @Option(names = "--created-by", paramLabel = "NAME", description = "Who registers it (default: model-catalog).")
    private @Nullable String createdBy;

    @Option(
            names = "--parent",
            paramLabel = "ID",
            description = "Register a version of this model, whose lineage it joins; the whole id.")
    private @Nullable ArtifactId parent;

    @Option(
            names = "--if-absent",
            description = "If a model of the same title and metadata is registered (with --parent, as a version of that"
                    + " one), answer with it and write nothing.")
    private boolean ifAbsent;

    @ArgGroup(exclusive = false)
    private @Nullable CodeLinkOptions code;

    private final InputStream in;

    RegisterCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() {
        JsonNode document = JsonFile.read(metadata, in, violation -> refused(List.of(violation)));
        ModelRegistration registration = CommandFailure.unlessRefused(() -> registration(document));
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            RegisteredModel model = dryRun.carryOutAtOnce(
                    application, () -> register(application.bean(ModelCatalog.class), registration));
            boolean isNew = model.artifactId().equals(registration.id());
            Registered registered = Registered.of(model);
            output.print(registered, lines -> registered.print(isNew, lines));
            return ExitCode.DONE;
        } catch (InvalidModelMetadataException e) {
            throw refused(e.violations());
        } catch (CatalogException e) {
            throw new CommandFailure(ExitCode.ANSWER_IS_NO, String.valueOf(e.getMessage()), e);
        }
    }

    private RegisteredModel register(ModelCatalog catalog, ModelRegistration registration) {
        return parent == null
                ? catalog.registerModel(registration)
                : catalog.registerModelVersion(parent, registration);
    }

    private ModelRegistration registration(JsonNode document) {
        ModelRegistration registration = ModelRegistration.of(title, document);
        if (createdBy != null) {
            registration = registration.withCreatedBy(createdBy);
        }
        if (code != null) {
            registration = registration.withCodeLink(code.link());
        }
        if (ifAbsent) {
            registration = registration.ifAbsent();
        }
        if (id == null) {
            return registration;
        }
        ArtifactId chosen = ArtifactId.parse(id)
                .orElseThrow(() -> new IllegalArgumentException("'%s' cannot be an id".formatted(id)));
        return registration.withId(chosen);
    }

    private CommandFailure refused(List<Violation> violations) {
        String reasons =
                String.join("; ", violations.stream().map(Violation::toString).toList());
        return new CommandFailure(ExitCode.ANSWER_IS_NO, "%s is refused: %s".formatted(metadata, reasons));
    }

    /** What a registration answers. */
    record Registered(String artifactId, int versionNumber, String promotionState) {

        static Registered of(RegisteredModel model) {
            return new Registered(
                    model.artifactId().value(),
                    model.versionNumber(),
                    model.promotionState().text());
        }

        /** Under another id than the one that was to be given, the model was there before. */
        void print(boolean isNew, Output.Lines lines) {
            lines.line("%s %s, version %d, %s"
                    .formatted(
                            isNew ? "registered" : "registered before as", artifactId, versionNumber, promotionState));
        }
    }
}
