package ai.scidex.migration.verify;

import java.util.List;

/** The part of a criterion's figure that names what is wrong. */
final class Named {

    private static final int AT_MOST = 5;

    private Named() {}

    static String of(List<String> wrong) {
        if (wrong.isEmpty()) {
            return "";
        }
        String names = String.join(", ", wrong.subList(0, Math.min(AT_MOST, wrong.size())));
        int more = wrong.size() - AT_MOST;
        return more > 0 ? "; not %s and %d more".formatted(names, more) : "; not " + names;
    }
}
