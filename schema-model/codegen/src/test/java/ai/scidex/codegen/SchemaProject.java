package ai.scidex.codegen;

import ai.scidex.codegen.evolution.Change;
import ai.scidex.codegen.evolution.ReleaseVerdict;
import ai.scidex.codegen.evolution.ReleaseVerdict.Refused;
import ai.scidex.codegen.evolution.ReleaseVerdict.Releasable;
import ai.scidex.codegen.evolution.ReleaseVerdict.Released;
import ai.scidex.codegen.evolution.ReleasedSchemas;
import ai.scidex.codegen.reference.SchemaReference;
import ai.scidex.codegen.schema.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a project that follow from its schema.
 *
 * @param root the project's folder
 */
record SchemaProject(Path root) {

    /** What writes them anew; docs/changing-the-schema.md says the same. */
    static final String UPDATE = "./mvnw test -pl schema-model/codegen -Dtest=PublishedSchemaTest -Dgolden.update=true";

    Path schema() {
        return root.resolve("schemas/model_artifact_metadata.json");
    }

    Path reference() {
        return root.resolve("docs/reference/model_artifact_metadata.md");
    }

    ReleasedSchemas released() {
        return ReleasedSchemas.in(root.resolve("schemas/released"));
    }

    SchemaFile read() throws IOException {
        return SchemaFile.read(schema());
    }

    /** Returns what the page of reference must be. */
    String page() throws IOException {
        return SchemaReference.of(read(), "../../schemas/model_artifact_metadata.json");
    }

    /**
     * Writes the files anew.
     *
     * @return what somebody must know of, a line each
     * @throws IllegalArgumentException if the schema may not stand under its version; then nothing is written
     */
    List<String> update() throws IOException {
        List<String> lines = lines(released().judge(read()));
        released().release(read());
        Files.createDirectories(reference().getParent());
        Files.writeString(reference(), page());
        return lines;
    }

    /** Returns what is not as it must be, a line each. */
    List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>(lines(released().judge(read())));
        String page = Files.exists(reference()) ? Files.readString(reference()) : "";
        if (!page.equals(page())) {
            problems.add(
                    "docs/reference/model_artifact_metadata.md is not what the schema says; write it anew: " + UPDATE);
        }
        return problems;
    }

    private static List<String> lines(ReleaseVerdict verdict) {
        if (verdict instanceof Released) {
            return List.of();
        }
        if (verdict instanceof Releasable releasable) {
            List<String> lines = new ArrayList<>();
            lines.add("the schema may be released under its version, and is not yet; release it: " + UPDATE);
            releasable.changes().stream().map(Change::toString).forEach(lines::add);
            return lines;
        }
        if (verdict instanceof Refused refused) {
            return refused.problems();
        }
        throw new AssertionError("unhandled " + verdict);
    }
}
