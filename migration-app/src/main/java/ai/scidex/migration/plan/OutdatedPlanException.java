package ai.scidex.migration.plan;

import java.nio.file.Path;
import java.util.List;

/** Thrown when what a plan rests on has changed since it was made. Nothing was written. */
public final class OutdatedPlanException extends RuntimeException {

    /**
     * Names some of the changes.
     *
     * @param changes what changed, in words; not necessarily all of it
     * @param count how much changed
     */
    OutdatedPlanException(Path file, List<String> changes, long count) {
        super("the plan %s does not fit any more: %s%s; make a new plan, read it, and give that one"
                .formatted(file, String.join(", ", changes), more(count - changes.size())));
    }

    private static String more(long count) {
        return count > 0 ? " and %d more".formatted(count) : "";
    }
}
