package ai.scidex.migration.plan;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Makes the hash of a plan, which shows that a file still is the plan that was printed. */
final class PlanSeal {

    /** Writes a number as it is printed: a value that is read back is the same text. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Sha256 artifacts = new Sha256();

    void add(PlannedArtifact artifact) {
        artifacts.add(out -> JSON.writeValue(out, artifact)).add("\n");
    }

    /** Returns the hash of the basis and of all artifacts that were added. */
    String of(PlanBasis basis) {
        return new Sha256()
                .add(out -> JSON.writeValue(out, basis))
                .add("\n")
                .add(artifacts.hex())
                .hex();
    }
}
