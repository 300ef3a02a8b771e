package ai.scidex.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.scidex.migration.backfill.BackfillSettings;
import io.micronaut.core.convert.ConversionService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is set for every command: by variables of the environment, and below them by the file that
 * {@code MODEL_CATALOG_CONFIG} names, which has the same variables, one a line.
 *
 * @param environment the variables of the environment
 * @param file the variables of the file
 */
record Configuration(Map<String, String> environment, Map<String, String> file) {

    static final String FILE = "MODEL_CATALOG_CONFIG";

    static final String URL = "JDBC_URL";
    static final String USERNAME = "JDBC_USERNAME";
    static final String PASSWORD = "JDBC_PASSWORD";

    /** What may be set for the beans: the variable, and the property that it stands for. */
    static final Map<String, String> SETTINGS = Map.of(
            "BACKFILL_BATCH_SIZE", "backfill.batch-size",
            "BACKFILL_WORKERS", "backfill.workers",
            "BACKFILL_JOIN_PATIENCE", "backfill.join-patience",
            "BACKFILL_LOCK_TIMEOUT", "backfill.lock-timeout",
            "MODEL_CATALOG_VERSION_LIFECYCLE_STATE", "model-catalog.version-lifecycle-state");

    static final Set<String> CONNECTION = Set.of(URL, USERNAME, PASSWORD);

    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    Configuration {
        environment = Map.copyOf(environment);
        file = Map.copyOf(file);
    }

    /**
     * Reads the file, if the environment names one.
     *
     * @throws CommandFailure if it cannot be read, or says something that we do not know
     */
    static Configuration of(Map<String, String> environment) {
        String name = environment.getOrDefault(FILE, "");
        return new Configuration(environment, name.isBlank() ? Map.of() : read(name));
    }

    /** Returns what is set; the environment stands above the file. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).or(() -> Optional.ofNullable(file.get(name)));
    }

    /** Returns the properties that the file sets for the beans; they look into the environment by themselves. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        file.forEach((variable, value) -> {
            String property = SETTINGS.get(variable);
            if (property != null) {
                settings.put(property, value);
            }
        });
        return settings;
    }

    /**
     * Returns the settings of the backfill: what an option says, or else a variable.
     *
     * @throws CommandFailure if a value is none that is allowed
     */
    BackfillSettings backfill(@Nullable Integer batchSize, @Nullable Integer workers) {
        BackfillSettings standard = BackfillSettings.standard();
        BackfillSettings variables = refusing(
                " (a variable sets it: see docs/configuration.md)",
                () -> new BackfillSettings(
                        batchSize == null ? number("BACKFILL_BATCH_SIZE", standard.batchSize()) : standard.batchSize(),
                        workers == null ? number("BACKFILL_WORKERS", standard.workers()) : standard.workers(),
                        duration("BACKFILL_JOIN_PATIENCE", standard.joinPatience()),
                        duration("BACKFILL_LOCK_TIMEOUT", standard.lockTimeout())));
        return refusing(
                "",
                () -> new BackfillSettings(
                        batchSize == null ? variables.batchSize() : batchSize,
                        workers == null ? variables.workers() : workers,
                        variables.joinPatience(),
                        variables.lockTimeout()));
    }

    private static BackfillSettings refusing(String whence, Supplier<BackfillSettings> settings) {
        try {
            return settings.get();
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage() + whence);
        }
    }

    private int number(String variable, int standard) {
        try {
            return given(variable).map(Integer::valueOf).orElse(standard);
        } catch (NumberFormatException e) {
            throw wrong("%s is '%s'; set it to a whole number"
                    .formatted(variable, given(variable).orElse("")));
        }
    }

    private Duration duration(String variable, Duration standard) {
        Optional<String> given = given(variable);
        return given.isEmpty()
                ? standard
                : ConversionService.SHARED
                        .convert(given.get(), Duration.class)
                        .orElseThrow(() -> wrong(
                                "%s is '%s'; set it to a time such as 10s or 500ms".formatted(variable, given.get())));
    }

    /** Returns what is set; a variable that is blank is one that is not set. */
    private Optional<String> given(String variable) {
        return variable(variable).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Map<String, String> read(String name) {
        Path path = Argument.path(name);
        Map<String, String> variables = new HashMap<>();
        List<String> lines = lines(path);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int sign = line.indexOf('=');
            String variable = sign < 0 ? line : line.substring(0, sign).strip();
            if (sign < 0) {
                throw wrong("line %d of %s is no NAME=VALUE".formatted(i + 1, path));
            }
            if (!SETTINGS.containsKey(variable) && !CONNECTION.contains(variable)) {
                throw wrong("line %d of %s sets '%s', which there is not; it may set %s"
                        .formatted(i + 1, path, variable, String.join(", ", known())));
            }
            if (variables.put(variable, line.substring(sign + 1).strip()) != null) {
                throw wrong("line %d of %s sets %s again; remove one of the two".formatted(i + 1, path, variable));
            }
        }
        if (variables.containsKey(PASSWORD)) {
            refuseIfReadByOthers(path);
        }
        return variables;
    }

    /**
     * Refuses the file in which the driver would look for a password, if others may read it; psql passes over such a file.
     *
     * @throws CommandFailure if others may read it
     */
    void refuseOpenPasswordFile() {
        Path path = given("PGPASSFILE").map(Path::of).orElse(Path.of(System.getProperty("user.home"), ".pgpass"));
        if (Files.isRegularFile(path)) {
            refuseIfReadByOthers(path);
        }
    }

    private static void refuseIfReadByOthers(Path path) {
        if (isReadByOthers(path)) {
            throw wrong("%1$s holds a password, and others may read it; chmod 600 %1$s".formatted(path));
        }
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(CONNECTION);
        known.addAll(SETTINGS.keySet());
        return known;
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path, UTF_8);
        } catch (IOException e) {
            throw CommandFailure.unreadable("%s, which %s names".formatted(path, FILE), e);
        }
    }

    /** A file system without these permissions has others of its own. */
    private static boolean isReadByOthers(Path path) {
        try {
            return Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
        } catch (IOException e) {
            throw CommandFailure.unreadable(path.toString(), e);
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    private static CommandFailure wrong(String message) {
        return new CommandFailure(ExitCode.WRONG_USAGE, message);
    }
}
