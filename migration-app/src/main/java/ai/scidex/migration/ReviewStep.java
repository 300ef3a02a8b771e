package ai.scidex.migration;

import ai.scidex.migration.review.HeldField;
import ai.scidex.migration.review.Resolution;

/** The step of a command that answers for a decision. */
final class ReviewStep {

    private ReviewStep() {}

    /**
     * Prints what became of a decision.
     *
     * @param what what was done to the hold, for example {@code resolved}
     * @return the exit code
     * @throws CommandFailure that says why nothing was done
     */
    static int answer(HeldField hold, Resolution resolution, String what, Output output) {
        ReviewAnswer answer = ReviewAnswer.of(hold, resolution);
        if (answer.isDone() || output.isJson()) {
            output.print(answer, lines -> answer.print(what, lines));
        }
        if (!answer.isDone()) {
            throw new CommandFailure(
                    ExitCode.ANSWER_IS_NO, "hold %d is not %s: %s".formatted(hold.holdId(), what, answer.message()));
        }
        return ExitCode.DONE;
    }
}
