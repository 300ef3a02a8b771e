package ai.scidex.migration.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.plan.PlannedArtifact.PlannedHold;
import ai.scidex.migration.plan.PlannedArtifact.PlannedValue;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanSealTest {

    /** Somebody approved it, perhaps with an earlier version: what is printed and hashed may not change its form. */
    @Test
    void sealsAPlanAsItAlwaysDid() {
        PlanSeal seal = new PlanSeal();
        seal.add(new PlannedArtifact(
                "model-a",
                "held",
                List.of(
                        new PlannedValue("framework", TextNode.valueOf("scipy 🧠 é"), "/framework", "text"),
                        new PlannedValue("x", DecimalNode.valueOf(new BigDecimal("1E+3")), "/x", "number")),
                List.of(new PlannedHold("parameter_count", "missing", true)),
                "00".repeat(32)));

        // The SHA-256 of the basis, a new line, and the SHA-256 of the artifacts, each with a new line after it.
        assertThat(seal.of(new PlanBasis(false, 1, "v1", "ab", NullNode.getInstance())))
                .isEqualTo("5b4f0a6eb21e4e70a137e3cfdd3ae2e3cd60b1b799e14a7a5a8c90246e689e19");
    }
}
