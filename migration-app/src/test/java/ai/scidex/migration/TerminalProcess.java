package ai.scidex.migration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A command at a pseudo-terminal, which {@code script} of util-linux makes: what a person would see, and can type. */
final class TerminalProcess implements AutoCloseable {

    private final Process process;
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Thread reader = new Thread(this::read, "terminal");

    private TerminalProcess(Process process) {
        this.process = process;
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a command at a terminal of so many columns. */
    static TerminalProcess start(int columns, Map<String, String> environment, List<String> args) throws IOException {
        String command = CommandProcess.javaCommand(List.of(), args).stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        List<String> script = new ArrayList<>(CommandProcess.heedingInterrupts());
        script.addAll(List.of(
                "script",
                "--quiet",
                "--flush",
                "--return",
                "--command",
                "stty cols %d; exec %s".formatted(columns, command),
                "/dev/null"));
        ProcessBuilder builder = new ProcessBuilder(script).redirectErrorStream(true);
        builder.environment().remove("COLUMNS");
        builder.environment().remove("NO_COLOR");
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().putAll(environment);
        return new TerminalProcess(builder.start());
    }

    /** Types something. */
    void type(String text) throws IOException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    /** Waits until this was printed. */
    void await(String text) {
        while (!printed().contains(text)) {
            if (!process.isAlive() && !reader.isAlive()) {
                throw new AssertionError("ended without '%s': %s".formatted(text, printed()));
            }
            Thread.onSpinWait();
        }
    }

    /** Waits until the command ends. */
    int exitCode() throws InterruptedException {
        int exitCode = process.onExit().join().exitValue();
        reader.join();
        return exitCode;
    }

    /** Returns all that was printed, with the line ends of a file. */
    String printed() {
        synchronized (screen) {
            return screen.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }

    private void read() {
        byte[] bytes = new byte[4096];
        try {
            int length = process.getInputStream().read(bytes);
            while (length >= 0) {
                synchronized (screen) {
                    screen.write(bytes, 0, length);
                }
                length = process.getInputStream().read(bytes);
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
