package ai.scidex.migration.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What this process prints on: whether a stream is a terminal, how wide it is, whether it shows colours. It is found out when
 * somebody first asks, for it takes a process; where there is no shell to ask, as on Windows, nothing is a terminal.
 */
public final class Screen {

    /** How wide help is where nobody says how wide the terminal is. */
    public static final int USUAL_COLUMNS = 80;

    private static final String TERMINALS = "model-catalog.terminals";

    private static final String WHICH = "n=0; test -t 1 && n=1; test -t 2 && n=$((n + 2)); exit $n";
    private static final int OUT = 1;
    private static final int ERR = 2;
    private static final int MOST_DIGITS = 5;

    private final Map<String, String> environment;
    private final Probe probe;
    private @Nullable Integer streams;
    private @Nullable String size;

    Screen(Map<String, String> environment, Probe probe) {
        this.environment = environment;
        this.probe = probe;
    }

    /** Returns the screen of this process. */
    public static Screen ofProcess(Map<String, String> environment) {
        return new Screen(environment, new ShellProbe());
    }

    /** Returns what is no terminal. */
    public static Screen none() {
        return new Screen(Map.of(), new Known(0, ""));
    }

    /** Returns a terminal of so many columns that both results and what is beside them go to. */
    public static Screen of(int columns) {
        return new Screen(Map.of(), new Known(OUT | ERR, "24 " + columns));
    }

    /** Returns whether results go to a terminal. */
    public boolean isOutTerminal() {
        return (terminals() & OUT) != 0;
    }

    /** Returns whether one line of what is printed beside results can be written over again and again. */
    public boolean isErrTerminal() {
        return (terminals() & ERR) != 0 && !isDumb();
    }

    /** Returns whether results may be in colour. */
    public boolean hasColours() {
        return isOutTerminal() && !isDumb() && text("NO_COLOR").isEmpty();
    }

    /** Returns how many columns the terminal has; empty if nothing is printed on one, or it does not say. */
    public Optional<Integer> columns() {
        Optional<Integer> said = number(text("COLUMNS"));
        if (said.isPresent()) {
            return said;
        }
        if (terminals() == 0) {
            return Optional.empty();
        }
        String[] rowsAndColumns = size().split(" ", -1);
        return rowsAndColumns.length == 2 ? number(rowsAndColumns[1]) : Optional.empty();
    }

    private boolean isDumb() {
        return text("TERM").equals("dumb");
    }

    private synchronized int terminals() {
        if (streams == null) {
            streams = probe.streams();
        }
        return streams;
    }

    private synchronized String size() {
        if (size == null) {
            size = probe.size().strip();
        }
        return size;
    }

    private String text(String variable) {
        return environment.getOrDefault(variable, "");
    }

    private static Optional<Integer> number(String digits) {
        return digits.length() <= MOST_DIGITS && digits.matches("[1-9][0-9]*")
                ? Optional.of(Integer.valueOf(digits))
                : Optional.empty();
    }

    /** How the operating system is asked. */
    interface Probe {

        /** Returns the sum of 1 if standard output is a terminal and 2 if standard error is. */
        int streams();

        /** Returns rows and columns of the terminal, with a space between them, or something else. */
        String size();
    }

    /** Answers what is known already. */
    record Known(int streams, String size) implements Probe {}

    /** Asks a shell, which every Unix has; the launcher is one, and has said already which streams are terminals. */
    private static final class ShellProbe implements Probe {

        private static final int PATIENCE_SECONDS = 2;

        @Override
        public int streams() {
            Integer said = Integer.getInteger(TERMINALS);
            if (said != null) {
                return said;
            }
            try {
                Process shell =
                        new ProcessBuilder("/bin/sh", "-c", WHICH).inheritIO().start();
                return await(shell) && shell.exitValue() <= (OUT | ERR) ? shell.exitValue() : 0;
            } catch (IOException e) {
                return 0;
            }
        }

        @Override
        public String size() {
            try {
                Process shell = new ProcessBuilder("/bin/sh", "-c", "stty size < /dev/tty")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return await(shell) ? new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII) : "";
            } catch (IOException e) {
                return "";
            }
        }

        private static boolean await(Process shell) {
            try {
                boolean ended = shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (!ended) {
                    shell.destroyForcibly();
                }
                return ended;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
