package ai.scidex.benchmarks;

import ai.scidex.benchmarks.RecordingSource.Prepared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own benchmark with a statement of ours: what the statement costs without us. */
final class PgBench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final Server server;
    private final Path script;
    private final Command command;

    /**
     * @param statement the statement, whose first value is the id of a model
     */
    PgBench(Server server, Path folder, Prepared statement) {
        this.server = server;
        this.script = folder.resolve("register.sql");
        Command program = server.client("pgbench", RegistrationBenchmark.DATABASE)
                .and("--no-vacuum", "--protocol=prepared", "--file=" + script);
        StringBuilder sql = new StringBuilder("\\set number random(1, 4000000000000000000)\n");
        int place = 0;
        String[] parts = statement.sql().strip().split("\\?", -1);
        sql.append(parts[0].replaceAll("\\s+", " "));
        for (int i = 1; i < parts.length; i++) {
            place++;
            Object value = statement.values().get(place);
            if (place == 1) {
                sql.append("('model-' || :number)");
            } else if (value == null) {
                sql.append("NULL");
            } else {
                sql.append(":value").append(place);
                program = program.and("--define=value%d=%s".formatted(place, value));
            }
            sql.append(parts[i].replaceAll("\\s+", " "));
        }
        try {
            Files.writeString(script, sql.append(";\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.command = program;
    }

    /** Returns how many models a second so many clients register. */
    double modelsPerSecond(int clients, int seconds) {
        String printed = command.and("--client=" + clients, "--jobs=" + Math.min(clients, 2), "--time=" + seconds)
                .run()
                .printed();
        Matcher rate = RATE.matcher(printed);
        if (!rate.find()) {
            throw new IllegalStateException("pgbench on %s said no rate: %s".formatted(server.version(), printed));
        }
        return Double.parseDouble(rate.group(1));
    }
}
