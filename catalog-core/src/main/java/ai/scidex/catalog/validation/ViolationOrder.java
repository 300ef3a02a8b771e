package ai.scidex.catalog.validation;

import java.util.Comparator;
import java.util.List;

/**
 * The order in which violations are reported. It does not depend on the order of a document's members.
 *
 * <p>First by the order of the schema's properties, members that the schema does not name last. Then by place: what
 * holds something before what is in it, elements of a list by their index, members by name. Then by keyword.
 */
final class ViolationOrder implements Comparator<Violation> {

    private final List<String> properties;

    /**
     * Creates the order for one variant.
     *
     * @param properties their names, in the order of the schema
     */
    ViolationOrder(List<String> properties) {
        this.properties = properties.stream().map(Violation::escape).toList();
    }

    @Override
    public int compare(Violation left, Violation right) {
        int order = Integer.compare(rank(left.pointer()), rank(right.pointer()));
        if (order == 0) {
            order = comparePlaces(left.pointer(), right.pointer());
        }
        if (order == 0) {
            order = left.keyword().compareTo(right.keyword());
        }
        return order == 0 ? left.message().compareTo(right.message()) : order;
    }

    private int rank(String pointer) {
        if (pointer.isEmpty()) {
            return -1;
        }
        int rank = properties.indexOf(segment(pointer, 1));
        return rank < 0 ? properties.size() : rank;
    }

    /** Compares the first segments that differ. Names may be long, so nothing is copied before that. */
    private static int comparePlaces(String left, String right) {
        int parting = 0;
        while (parting < left.length() && parting < right.length() && left.charAt(parting) == right.charAt(parting)) {
            parting++;
        }
        int start = left.lastIndexOf('/', parting - 1) + 1;
        int order = compareSegments(segment(left, start), segment(right, start));
        return order == 0 ? Integer.compare(left.length(), right.length()) : order;
    }

    private static int compareSegments(String left, String right) {
        if (isIndex(left) && isIndex(right) && left.length() != right.length()) {
            return Integer.compare(left.length(), right.length());
        }
        return isIndex(left) == isIndex(right) ? left.compareTo(right) : isIndex(left) ? -1 : 1;
    }

    private static boolean isIndex(String segment) {
        return !segment.isEmpty() && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String segment(String pointer, int start) {
        int end = pointer.indexOf('/', start);
        return pointer.substring(start, end < 0 ? pointer.length() : end);
    }
}
