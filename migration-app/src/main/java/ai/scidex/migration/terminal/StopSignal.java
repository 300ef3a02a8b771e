package ai.scidex.migration.terminal;

/** A signal by which the operating system asks a process to end. */
public enum StopSignal {

    /** SIGINT, which a terminal sends when somebody presses Ctrl-C. */
    INT("Ctrl-C", 2),

    /** SIGTERM, which {@code kill} and service managers send. */
    TERM("SIGTERM", 15);

    private static final int ENDED_BY_SIGNAL = 128;

    private final String text;
    private final int number;

    StopSignal(String text, int number) {
        this.text = text;
        this.number = number;
    }

    /** Returns what people call it. */
    public String text() {
        return text;
    }

    /** Returns the exit code of a process that ends because of it, as a shell has it. */
    public int exitCode() {
        return ENDED_BY_SIGNAL + number;
    }
}
