package ai.scidex.migration;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.migration.models.ModelName;
import ai.scidex.migration.models.ModelNames;
import java.util.stream.Collectors;

/** The model that somebody names by its id or the beginning of it, where a command changes nothing. */
final class NamedModel {

    /** How many characters of an id a message repeats. */
    private static final int LONGEST_REPEATED = 60;

    private NamedModel() {}

    /** Returns the one model that {@code name} names, or ends the command. */
    static ArtifactId find(Application application, ArtifactId name) {
        ModelName found = application.bean(ModelNames.class).resolve(name);
        if (found instanceof ModelName.Unique unique) {
            return unique.model();
        }
        if (found instanceof ModelName.Unknown) {
            throw refused("there is no model %s".formatted(quoted(name)));
        }
        if (found instanceof ModelName.Ambiguous ambiguous) {
            throw refused("%s is the beginning of several models, such as %s; give more of the id"
                    .formatted(
                            quoted(name),
                            ambiguous.first().stream().map(NamedModel::quoted).collect(Collectors.joining(" and "))));
        }
        throw new AssertionError("unhandled " + found);
    }

    /** Returns the end of a command that asks for what only a model has that is in the catalog. */
    static CommandFailure notInCatalog(ArtifactId model) {
        return refused(
                "model %s is not in the catalog yet; model-catalog backfill brings it in".formatted(quoted(model)));
    }

    private static CommandFailure refused(String message) {
        return new CommandFailure(ExitCode.ANSWER_IS_NO, message);
    }

    private static String quoted(ArtifactId id) {
        return "'%s'".formatted(Output.excerpt(id.value(), LONGEST_REPEATED));
    }
}
