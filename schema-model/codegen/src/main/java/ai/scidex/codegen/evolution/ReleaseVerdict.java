package ai.scidex.codegen.evolution;

import java.util.List;

/** Whether a schema may stand under its version: it is {@link Released}, {@link Releasable} or {@link Refused}. */
public sealed interface ReleaseVerdict {

    /** It is the released file of its version, byte for byte. */
    record Released() implements ReleaseVerdict {}

    /**
     * It may be released under its version, and is not yet.
     *
     * @param changes what somebody must know of; breaking ones only under a new version
     */
    record Releasable(List<Change> changes) implements ReleaseVerdict {

        public Releasable {
            changes = List.copyOf(changes);
        }
    }

    /**
     * It may not be released as it is.
     *
     * @param problems what is in the way, and the remedy, a sentence each
     */
    record Refused(List<String> problems) implements ReleaseVerdict {

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
