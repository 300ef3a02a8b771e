package ai.scidex.catalog.validation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was found wrong with a document: each violation once, and not more of them than memory can hold.
 *
 * <p>A document of fifty megabytes may hold millions of violations, each at a place with a long name.
 */
final class Findings {

    /** How many violations of one document are reported. */
    static final int MOST_VIOLATIONS = 1000;

    private static final int MOST_CHARACTERS = 1_000_000;

    private final Set<Violation> violations = new LinkedHashSet<>();
    private long characters;
    private boolean overflowing;

    void add(Violation violation) {
        if (overflowing || violations.contains(violation)) {
            return;
        }
        if (violations.size() == MOST_VIOLATIONS || characters > MOST_CHARACTERS) {
            overflowing = true;
            return;
        }
        violations.add(violation);
        characters += violation.pointer().length();
    }

    void addAll(Findings others) {
        others.violations.forEach(this::add);
        overflowing |= others.overflowing;
    }

    boolean isEmpty() {
        return violations.isEmpty();
    }

    /** Returns where the violations are. */
    Set<String> pointers() {
        return violations.stream().map(Violation::pointer).collect(Collectors.toSet());
    }

    /** Returns whether there are more violations than are reported, so that it is useless to look for another. */
    boolean isOverflowing() {
        return overflowing;
    }

    /** Returns the violations in {@code order}, and after them, if there are more, one that says so. */
    List<Violation> sorted(ViolationOrder order) {
        List<Violation> sorted = new ArrayList<>(violations);
        sorted.sort(order);
        if (overflowing) {
            sorted.add(ViolationSentence.more(sorted.size()));
        }
        return sorted;
    }
}
