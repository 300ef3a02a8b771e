package ai.scidex.codegen.evolution;

import ai.scidex.codegen.evolution.Change.Kind;
import ai.scidex.codegen.evolution.ReleaseVerdict.Refused;
import ai.scidex.codegen.evolution.ReleaseVerdict.Releasable;
import ai.scidex.codegen.evolution.ReleaseVerdict.Released;
import ai.scidex.codegen.schema.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of the released schemas: a file for each version, {@code v1.json} and so on, and {@code SHA256SUMS}, by
 * which a file that was changed behind the check's back is found out.
 *
 * <p>The file of the last version is replaced when a compatible change is released; those of former versions stay.
 */
public final class ReleasedSchemas {

    private static final String SUMS = "SHA256SUMS";
    private static final Pattern FILE = Pattern.compile("v([1-9][0-9]*)\\.json");
    private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  (\\S+)");

    private final Path folder;

    private ReleasedSchemas(Path folder) {
        this.folder = folder;
    }

    /** Returns the released schemas in {@code folder}. */
    public static ReleasedSchemas in(Path folder) {
        return new ReleasedSchemas(folder);
    }

    /** Says whether {@code schema} may stand under its version. */
    public ReleaseVerdict judge(SchemaFile schema) throws IOException {
        SortedMap<Integer, SchemaFile> released = released();
        List<String> problems = problemsOf(released);
        int version = schema.version();
        int last = released.isEmpty() ? 0 : released.lastKey();
        if (version < last) {
            problems.add("v%d is older than v%d, which is released; the next version is v%d"
                    .formatted(version, last, last + 1));
        }
        if (version > last + 1) {
            problems.add("v%d does not follow v%d; the next version is v%d".formatted(version, last, last + 1));
        }
        SchemaFile before = released.get(last);
        List<Change> changes = before == null ? List.of() : SchemaComparison.between(before, schema);
        if (version == last) {
            problems.addAll(breaking(changes, version));
        }
        if (!problems.isEmpty()) {
            return new Refused(problems);
        }
        return schema.equals(before) ? new Released() : new Releasable(changes);
    }

    /**
     * Makes {@code schema} the released one of its version.
     *
     * @throws IllegalArgumentException if it may not be
     */
    public void release(SchemaFile schema) throws IOException {
        if (judge(schema) instanceof Refused refused) {
            throw new IllegalArgumentException(String.join("\n", refused.problems()));
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name(schema.version())), schema.text());
        String sums = released().entrySet().stream()
                .map(entry -> "%s  %s\n".formatted(entry.getValue().sha256(), name(entry.getKey())))
                .collect(Collectors.joining());
        Files.writeString(folder.resolve(SUMS), sums);
    }

    private static List<String> breaking(List<Change> changes, int version) {
        return changes.stream()
                .filter(change -> change.kind() == Kind.BREAKING)
                .map(change -> "v%d cannot change like this; undo it, or raise the version in $id to v%d: %s"
                        .formatted(version, version + 1, change))
                .toList();
    }

    private List<String> problemsOf(SortedMap<Integer, SchemaFile> released) throws IOException {
        List<String> problems = new ArrayList<>();
        Map<String, String> sums = sums();
        int last = released.isEmpty() ? 0 : released.lastKey();
        for (int version = 1; version <= last; version++) {
            SchemaFile schema = released.get(version);
            if (schema == null) {
                problems.add("%s is missing: the schema of a former version stays".formatted(name(version)));
                continue;
            }
            if (schema.version() != version) {
                problems.add("%s holds v%d".formatted(name(version), schema.version()));
            }
            if (!schema.sha256().equals(sums.get(name(version)))) {
                problems.add("%s is not what was released: %s has another SHA-256".formatted(name(version), SUMS));
            }
        }
        return problems;
    }

    private SortedMap<Integer, SchemaFile> released() throws IOException {
        SortedMap<Integer, SchemaFile> released = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Matcher name = FILE.matcher(file.getFileName().toString());
                    if (name.matches()) {
                        released.put(Integer.parseInt(name.group(1)), SchemaFile.read(file));
                    }
                }
            }
        }
        return released;
    }

    private Map<String, String> sums() throws IOException {
        Map<String, String> sums = new TreeMap<>();
        Path file = folder.resolve(SUMS);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                Matcher sum = SUM.matcher(line);
                if (sum.matches()) {
                    sums.put(sum.group(2), sum.group(1));
                }
            }
        }
        return sums;
    }

    private static String name(int version) {
        return "v%d.json".formatted(version);
    }
}
