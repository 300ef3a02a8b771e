package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.CatalogSettings;
import ai.scidex.migration.backfill.BackfillSettings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The table of docs/configuration.md is what the code reads. */
class ConfigurationGuideTest {

    private static final List<Class<? extends Record>> SETTINGS =
            List.of(BackfillSettings.class, CatalogSettings.class);

    /** The cells of each row of the first table: variable, option, default, what it sets. */
    private static List<List<String>> rows;

    @BeforeAll
    static void readTheTable() throws IOException {
        String guide = Files.readString(Path.of("../docs/configuration.md"));
        rows = guide.lines()
                .dropWhile(line -> !line.startsWith("| variable | option |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList()
                        .subList(1, 5))
                .toList();
    }

    @Test
    void listsEachVariableThatTheFileMaySet() {
        Set<String> variables = Stream.concat(
                        Configuration.CONNECTION.stream(), Configuration.SETTINGS.keySet().stream())
                .collect(Collectors.toSet());

        assertThat(column(0)).containsExactlyInAnyOrderElementsOf(variables);
    }

    @Test
    void listsEachPropertyOfTheBeansWithItsDefault() {
        Map<String, String> told = new TreeMap<>();
        rows.forEach(row -> told.put(Configuration.SETTINGS.getOrDefault(row.get(0), ""), row.get(2)));
        told.remove("");
        Map<String, String> read = new TreeMap<>();
        SETTINGS.forEach(type -> read.putAll(defaults(type)));

        assertThat(told).isEqualTo(read);
    }

    @Test
    void namesOptionsThatThereAre() {
        CommandLine backfill = MigrationApp.commandLine(Map.of(), InputStream.nullInputStream())
                .getSubcommands()
                .get("backfill");

        assertThat(column(1))
                .contains("--jdbc-url", "--username", "--schema", "--batch-size", "--workers")
                .allSatisfy(option ->
                        assertThat(backfill.getCommandSpec().optionsMap()).containsKey(option));
    }

    private static List<String> column(int number) {
        return rows.stream()
                .map(row -> row.get(number))
                .filter(cell -> !cell.isEmpty())
                .toList();
    }

    private static Map<String, String> defaults(Class<? extends Record> type) {
        String prefix = type.getAnnotation(ConfigurationProperties.class).value();
        Map<String, String> defaults = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            defaults.put(prefix + "." + name, bindable(type, component).defaultValue());
        }
        return defaults;
    }

    private static Bindable bindable(Class<? extends Record> type, RecordComponent component) {
        return Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .map(parameter -> parameter.getAnnotation(Bindable.class))
                .findAny()
                .orElseThrow();
    }
}
