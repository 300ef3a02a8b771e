package ai.scidex.migration.plan;

import ai.scidex.catalog.validation.MetadataSchema;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.decision.Rules;
import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.manifest.Manifest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What all decisions of a plan rest on.
 *
 * @param redecide whether every held artifact is decided again
 * @param rulesVersion the version of the rules
 * @param schemaVersion the version of the metadata schema
 * @param schemaSha256 the SHA-256 of the metadata schema
 * @param manifest the expected models, as a run records them; JSON's null where there is no manifest
 */
public record PlanBasis(
        boolean redecide, int rulesVersion, String schemaVersion, String schemaSha256, JsonNode manifest) {

    static PlanBasis of(boolean redecide, MetadataSchema schema, Landings landings) {
        return new PlanBasis(redecide, Rules.VERSION, schema.version(), schema.sha256(), manifest(landings));
    }

    /** Returns what is otherwise now than it was when the plan was made, in words. */
    List<String> changes(PlanBasis now) {
        List<String> changes = new ArrayList<>();
        if (rulesVersion != now.rulesVersion) {
            changes.add("the rules have version %d, and it was made with %d".formatted(now.rulesVersion, rulesVersion));
        }
        if (!schemaVersion.equals(now.schemaVersion)) {
            changes.add(
                    "the schema has version %s, and it was made with %s".formatted(now.schemaVersion, schemaVersion));
        } else if (!schemaSha256.equals(now.schemaSha256)) {
            changes.add("the schema is another one");
        }
        if (!manifest.equals(now.manifest)) {
            changes.add("the manifest is another one");
        }
        return changes;
    }

    private static JsonNode manifest(Landings landings) {
        Manifest manifest = landings.manifest();
        try {
            return manifest == null ? NullNode.getInstance() : MetadataJson.parse(manifest.json());
        } catch (JsonProcessingException e) {
            throw new AssertionError("a manifest writes what can be read", e);
        }
    }
}
