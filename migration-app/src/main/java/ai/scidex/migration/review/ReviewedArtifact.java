package ai.scidex.migration.review;

import ai.scidex.catalog.ModelVersion;
import ai.scidex.migration.decision.Field;
import ai.scidex.migration.decision.LegacyArtifact;
import ai.scidex.migration.manifest.Landing;
import java.util.Set;

/**
 * An artifact as a review finds it: one whose decision still stands, to be decided anew.
 *
 * @param found the artifact as the run found it, with what others wrote into its row since
 * @param actual its row as it is now
 * @param revises the change of the run that a new decision is about
 * @param runId the run
 * @param changedColumns the fields whose column others changed since
 * @param landing where it lands, unless somebody moved it since
 * @param promotedSince whether somebody promoted it after the run
 */
record ReviewedArtifact(
        LegacyArtifact found,
        ModelVersion actual,
        long revises,
        long runId,
        Set<Field> changedColumns,
        Landing landing,
        boolean promotedSince) {

    ReviewedArtifact {
        changedColumns = Set.copyOf(changedColumns);
    }
}
