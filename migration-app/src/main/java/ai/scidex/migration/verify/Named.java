package ai.scidex.migration.verify;

import java.util.List;
import java.util.stream.Collectors;

/** The part of a criterion's figure that names what is wrong. */
final class Named {

    private static final int AT_MOST = 5;

    private Named() {}

    static String of(List<String> wrong) {
        if (wrong.isEmpty()) {
            return "";
        }
        String names = wrong.stream().limit(AT_MOST).map(Named::shown).collect(Collectors.joining(", "));
        int more = wrong.size() - AT_MOST;
        return more > 0 ? "; not %s and %d more".formatted(names, more) : "; not " + names;
    }

    /** An id that one could not see, or take for two, is quoted. */
    private static String shown(String id) {
        return id.isBlank() || id.contains(",") ? "'%s'".formatted(id) : id;
    }
}
