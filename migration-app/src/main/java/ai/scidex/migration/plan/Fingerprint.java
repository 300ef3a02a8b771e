package ai.scidex.migration.plan;

import ai.scidex.catalog.Adoption;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.decision.LegacyArtifact;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The SHA-256 of a decision: of the artifact that it was made on and of everything that it would write.
 *
 * <p>It says nothing of the transaction that wrote the rows, so it is the same on a copy of the database.
 */
final class Fingerprint {

    private Fingerprint() {}

    static String of(LegacyArtifact artifact, Adoption adoption) {
        ObjectNode basis = JsonNodeFactory.instance.objectNode();
        basis.put("id", artifact.id().value())
                .put("originType", artifact.originType())
                .put("originUrl", artifact.originUrl())
                .put("metadata", adoption.beforeSha256())
                .put("outcome", adoption.outcome().text());
        basis.set("added", added(adoption));
        ArrayNode removed = basis.putArray("removed");
        adoption.change().removed().forEach(removed::add);
        // Every other column is in the evidence: with what is there already, and with what comes.
        basis.set("evidence", adoption.evidence());
        basis.put("isExternal", adoption.version().isExternal())
                .put("promotionState", adoption.version().promotionState().text())
                .put("promotionNotes", adoption.version().promotionNotes());
        return new Sha256().add(out -> MetadataJson.write(basis, out)).hex();
    }

    private static JsonNode added(Adoption adoption) {
        return JsonNodeFactory.instance.objectNode().setAll(adoption.change().added());
    }
}
