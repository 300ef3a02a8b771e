package ai.scidex.migration.plan;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Makes the hash of a plan, which shows that a file still is the plan that was printed. */
final class PlanSeal {

    /** Writes a number as it is printed: a value that is read back is the same text. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Sha256 artifacts = new Sha256();

    void add(PlannedArtifact artifact) {
        write(artifact, artifacts);
        artifacts.add("\n");
    }

    /** Returns the hash of the basis and of all artifacts that were added. */
    String of(PlanBasis basis) {
        Sha256 plan = new Sha256();
        write(basis, plan);
        return plan.add("\n").add(artifacts.hex()).hex();
    }

    private static void write(Object part, Sha256 hash) {
        try {
            JSON.writeValue(hash.stream(), part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
