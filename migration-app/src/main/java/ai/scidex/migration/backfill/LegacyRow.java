package ai.scidex.migration.backfill;

import ai.scidex.migration.decision.LegacyArtifact;

/** A model artifact that waits, as it was read: one that can be decided, or the reason why not. */
public sealed interface LegacyRow {

    /** Returns the id as it stands in {@code artifacts.id}. */
    String id();

    record Legible(LegacyArtifact artifact) implements LegacyRow {

        @Override
        public String id() {
            return artifact.id().value();
        }
    }

    record Illegible(String id, String reason) implements LegacyRow {}
}
