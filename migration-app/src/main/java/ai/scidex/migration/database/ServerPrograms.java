package ai.scidex.migration.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL's own programs, unpacked: they make a data directory, start a server on it and stop it.
 *
 * @param folder holds {@code bin/initdb}, {@code bin/pg_ctl} and {@code bin/postgres}
 * @param platform what they were built for
 */
record ServerPrograms(Path folder, String platform) {

    static final String USERNAME = "postgres";

    private static final int SECONDS = 60;

    /** Makes a data directory that asks everybody for the password in {@code passwordFile}. */
    void initialise(Path dataDirectory, Path passwordFile) {
        // Texts sort and fold alike on every machine: the server's own collation, not the operating system's.
        run(List.of(
                        "initdb",
                        "--pgdata=" + dataDirectory,
                        "--username=" + USERNAME,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--data-checksums",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"))
                .orThrow();
    }

    /** Starts a server that listens on the loopback interface alone, and waits until it answers. */
    Outcome start(Path dataDirectory, Path log, int port) {
        String settings = "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories="
                + " -c fsync=on -c synchronous_commit=on -c full_page_writes=on -c timezone=UTC";
        return run(List.of(
                "pg_ctl",
                "start",
                "--pgdata=" + dataDirectory,
                "--log=" + log,
                "--wait",
                "--timeout=" + SECONDS,
                "--options=" + settings.formatted(port)));
    }

    /** Stops the server; {@code mode} says whether sessions may end by themselves ({@code smart}) or not ({@code fast}). */
    Outcome stop(Path dataDirectory, String mode, int seconds) {
        return run(List.of(
                "pg_ctl", "stop", "--pgdata=" + dataDirectory, "--mode=" + mode, "--wait", "--timeout=" + seconds));
    }

    /** Returns the version of the server, for example {@code 17.11}. */
    String version() {
        String output = run(List.of("postgres", "--version")).orThrow();
        return output.replaceFirst("^postgres \\(PostgreSQL\\) (\\S+).*", "$1");
    }

    private Outcome run(List<String> command) {
        String program = command.get(0);
        List<String> line = new ArrayList<>();
        boolean root = new UnixSystem().getUid() == 0;
        if (root) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is somebody else.
            line.addAll(List.of("unshare", "--user"));
        }
        line.add(folder.resolve("bin").resolve(program).toString());
        line.addAll(command.subList(1, command.size()));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        clean(builder.environment());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(program, process.waitFor(), output.strip(), root);
        } catch (IOException e) {
            if (root) {
                throw new RootUserException(String.valueOf(e.getMessage()));
            }
            throw new NoServerForPlatformException(platform, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException(program, "interrupted");
        }
    }

    /** Settings of the user's own PostgreSQL must not reach ours, and messages are read in English. */
    private static void clean(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C");
    }

    /**
     * How a program ended.
     *
     * @param output all it wrote
     */
    record Outcome(String program, int exitCode, String output, boolean asRoot) {

        boolean succeeded() {
            return exitCode == 0;
        }

        /** Returns what the program wrote. */
        String orThrow() {
            if (succeeded()) {
                return output;
            }
            throw failure(output);
        }

        /** Returns the exception that says what went wrong, as found in {@code text}. */
        DatabaseException failure(String text) {
            boolean unseen = output.startsWith("unshare: failed to execute");
            if (asRoot && !unseen && (output.startsWith("unshare:") || output.contains("cannot be run as root"))) {
                return new RootUserException(output.lines().findFirst().orElse(""));
            }
            return new ServerFailedException(program, reason(text));
        }

        private static String reason(String text) {
            List<String> telling = text.lines()
                    .filter(line -> line.matches(".*(FATAL|PANIC|DETAIL|error|could not|No space left).*"))
                    .filter(line -> !line.equals("pg_ctl: could not start server"))
                    .map(line -> line.replaceFirst("^.*?(?=(FATAL|PANIC|DETAIL): )", ""))
                    .map(line -> line.replaceFirst("\\.$", ""))
                    .toList();
            List<String> lines = telling.isEmpty() ? text.lines().toList() : telling;
            return lines.isEmpty() ? "no output" : String.join(", ", lines.subList(0, Math.min(2, lines.size())));
        }
    }
}
