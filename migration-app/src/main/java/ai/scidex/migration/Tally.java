package ai.scidex.migration;

/** How many documents were found valid, how many not. */
final class Tally {

    private long valid;
    private long invalid;
    private long unreadable;

    void add(Judgement judgement) {
        if (judgement.valid()) {
            valid++;
        } else if (judgement.isReadable()) {
            invalid++;
        } else {
            unreadable++;
        }
    }

    /** Prints the sum, if there is more than one document to sum up. */
    void print(Output.Lines lines) {
        long all = valid + invalid + unreadable;
        if (all > 1) {
            String rest = unreadable == 0 ? "" : ", %d cannot be read".formatted(unreadable);
            lines.line("%d documents: %d valid, %d invalid%s".formatted(all, valid, invalid, rest));
        }
    }

    int exitCode() {
        if (unreadable > 0) {
            return ExitCode.FAILED;
        }
        return invalid > 0 ? ExitCode.ANSWER_IS_NO : ExitCode.DONE;
    }
}
