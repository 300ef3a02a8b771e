package ai.scidex.catalog.validation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names that somebody probably meant to be others: the same but for case, hyphens, spaces and underscores, or a slip of
 * the keyboard away.
 */
final class Misspellings {

    /** How many names are offered for a missing one. */
    static final int MOST_NAMES = 3;

    private static final int MOST_SLIPS = 2;

    private static final int LETTERS_A_SLIP = 4;

    /** Two slips away from {@code is_external}, and the contrary of it. */
    private static final Set<String> CONTRARIES = Set.of("isinternal");

    private static final Comparator<Candidate> NEAREST_FIRST =
            Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name);

    private Misspellings() {}

    /**
     * Returns, for each of {@code meant} that somebody seems to have tried, the names that look like it, the nearest
     * first, at most {@value #MOST_NAMES}.
     *
     * @param meant the names to find; of two that are as near, the first counts
     * @param found the names that are there; each is offered for the nearest only
     */
    static Map<String, List<String>> of(List<String> meant, Iterable<String> found) {
        List<Target> targets = meant.stream().map(Target::of).toList();
        Map<String, TreeSet<Candidate>> candidates = new HashMap<>();
        for (String name : found) {
            nearest(targets, name).ifPresent(candidate -> {
                TreeSet<Candidate> best =
                        candidates.computeIfAbsent(candidate.meant().name(), key -> new TreeSet<>(NEAREST_FIRST));
                best.add(candidate);
                if (best.size() > MOST_NAMES) {
                    best.pollLast();
                }
            });
        }
        Map<String, List<String>> names = new HashMap<>();
        candidates.forEach(
                (key, best) -> names.put(key, best.stream().map(Candidate::name).toList()));
        return names;
    }

    /** Returns which of {@code meant} somebody who wrote {@code name} had in mind, if any. */
    static Optional<String> meantBy(String name, List<String> meant) {
        return nearest(meant.stream().map(Target::of).toList(), name)
                .map(candidate -> candidate.meant().name());
    }

    private static Optional<Candidate> nearest(List<Target> targets, String name) {
        String letters = fold(name);
        if (CONTRARIES.contains(letters)) {
            return Optional.empty();
        }
        return targets.stream()
                .filter(target -> target.isAboutAsLongAs(letters) && !isQualified(name, target.name()))
                .map(target -> new Candidate(target, name, distance(letters, target.letters())))
                .filter(candidate -> candidate.distance() <= candidate.meant().mostSlips())
                .min(Comparator.comparingInt(Candidate::distance));
    }

    /** Whether {@code name} says more than {@code other}: {@code evaluation_dataset_id} is a name in its own right. */
    private static boolean isQualified(String name, String other) {
        int end = other.length();
        return name.length() > end + 1
                && name.regionMatches(true, 0, other, 0, end)
                && isBetweenWords(name.charAt(end))
                && !fold(name.substring(end)).isEmpty();
    }

    private static String fold(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isBetweenWords(c)) {
                letters.append(Character.toLowerCase(c));
            }
        }
        return letters.toString();
    }

    private static boolean isBetweenWords(char c) {
        return c == '-' || c == '_' || c == ' ';
    }

    /** How many letters must be added, removed, changed or swapped with their neighbour to make one text the other. */
    private static int distance(String left, String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                boolean same = left.charAt(i - 1) == right.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[right.length()];
    }

    /** A name that somebody may have meant. */
    private record Target(String name, String letters, int mostSlips) {

        static Target of(String name) {
            String letters = fold(name);
            return new Target(name, letters, Math.min(MOST_SLIPS, letters.length() / LETTERS_A_SLIP));
        }

        boolean isAboutAsLongAs(String other) {
            return Math.abs(letters.length() - other.length()) <= mostSlips;
        }
    }

    /** What somebody wrote, and how far it is from what they meant. */
    private record Candidate(Target meant, String name, int distance) {}
}
