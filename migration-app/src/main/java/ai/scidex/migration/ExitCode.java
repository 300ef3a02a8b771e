package ai.scidex.migration;

/** What a command tells its caller by its exit code. */
final class ExitCode {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int ANSWER_IS_NO = 3;
    static final int RUN_IN_PROGRESS = 4;

    static final String HEADING = "%nExit codes:%n";

    /** What stands over the examples, which follow the exit codes. */
    static final String EXAMPLES = "%nExamples:%n";

    private ExitCode() {}
}
