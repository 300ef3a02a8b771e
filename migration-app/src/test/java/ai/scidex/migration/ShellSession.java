package ai.scidex.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.scidex.catalog.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Somebody at a shell, whose environment names a database with the sample's legacy artifacts in it. */
final class ShellSession implements AutoCloseable {

    private static final String PROMPT = "$ ";

    private static final String TYPED = "> ";

    private final Path folder;
    private final TestDatabase database;
    private final Path tools;

    private ShellSession(Path folder, TestDatabase database, Path tools) {
        this.folder = folder;
        this.database = database;
        this.tools = tools;
    }

    static ShellSession in(Path folder) throws IOException {
        TestDatabase database = ScidexDatabase.withSample();
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Path command = Files.writeString(tools.resolve("model-catalog"), """
                #!/bin/sh
                exec '%s' %s "$@"
                """.formatted(
                        String.join("' '", TestJvm.command(List.of())), MigrationApp.class.getName()));
        if (!command.toFile().setExecutable(true)) {
            throw new IOException("cannot make %s executable".formatted(command));
        }
        return new ShellSession(Files.createDirectories(folder.resolve("work")), database, tools);
    }

    /** Runs each line of a transcript again, and returns the transcript of that. */
    String replay(String transcript) throws IOException {
        StringBuilder seen = new StringBuilder();
        List<String> lines = transcript.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("#")) {
                seen.append(seen.isEmpty() ? "" : "\n").append(line).append('\n');
            }
            if (line.startsWith(PROMPT)) {
                List<String> typed = lines.subList(i + 1, lines.size()).stream()
                        .takeWhile(next -> next.startsWith(TYPED))
                        .toList();
                seen.append(line).append('\n');
                typed.forEach(answer -> seen.append(answer).append('\n'));
                seen.append(run(line.substring(PROMPT.length()), typed));
            }
        }
        return seen.toString();
    }

    private String run(String line, List<String> typed) throws IOException {
        List<String> command = new ArrayList<>();
        if (!typed.isEmpty()) {
            // A terminal of its own, that shows what is typed.
            command.addAll(List.of("script", "--quiet", "--return", "--command", line, "/dev/null"));
        } else {
            command.addAll(List.of("sh", "-c", line));
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("PATH", tools + ":" + environment.get("PATH"));
        environment.put("SHELL", "/bin/sh");
        environment.put("JDBC_URL", database.jdbcUrl());
        environment.put("JDBC_USERNAME", database.username());
        environment.put("JDBC_PASSWORD", database.password());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("NO_COLOR", "1");
        environment.put("COLUMNS", "100");
        Process process = builder.start();
        try (OutputStream keyboard = process.getOutputStream()) {
            for (String answer : typed) {
                keyboard.write((answer.substring(TYPED.length()) + "\n").getBytes(UTF_8));
            }
        }
        String shown = new String(process.getInputStream().readAllBytes(), UTF_8);
        int exitCode = process.onExit().join().exitValue();
        return steady(shown) + (exitCode == 0 ? "" : "[exit code %d]\n".formatted(exitCode));
    }

    /** What is another thing each time, and no matter of the commands. */
    private String steady(String shown) {
        return shown.replace("\r\n", "\n")
                .replace(database.jdbcUrl(), "jdbc:postgresql://HOST:PORT/scidex")
                .replaceAll("\\btest_[0-9a-f]{32}\\b", "scidex")
                .replace(folder.toString(), "FOLDER")
                .replaceAll("\\b(as|user) %s\\b".formatted(Pattern.quote(database.username())), "$1 USER")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z| UTC)?", "TIME")
                .replaceAll("\\b\\d+(\\.\\d+)? (ms|s)\\b", "N $2")
                .replaceAll(
                        "(?<=model-)[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?=[^\\n]*registered)",
                        "ID");
    }

    @Override
    public void close() {
        database.close();
    }
}
