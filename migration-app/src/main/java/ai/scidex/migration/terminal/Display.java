package ai.scidex.migration.terminal;

import ai.scidex.migration.progress.Unwatched;
import ai.scidex.migration.progress.Watch;
import ai.scidex.migration.terminal.ShownProgress.Form;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a process shows of its work, and to whom.
 *
 * @param screen what it prints on
 * @param status the line of it that is drawn anew; empty if nothing is shown
 * @param stop whether somebody wants the work to stop
 */
public record Display(Screen screen, Optional<StatusLine> status, StopRequest stop) {

    /** Returns a display that nobody looks at. */
    public static Display none() {
        return new Display(Screen.none(), Optional.empty(), StopRequest.never());
    }

    /**
     * Returns who watches a command.
     *
     * @param isWanted whether somebody wants to see how far it is
     * @param isListing whether the command prints its result while it works: on a terminal that is enough
     * @param say prints a line
     */
    public Watch watch(boolean isWanted, boolean isListing, Consumer<String> say) {
        return status.<Watch>map(line -> new ShownProgress(form(isWanted, isListing), screen, line, say, stop))
                .orElseGet(Unwatched::new);
    }

    private Form form(boolean isWanted, boolean isListing) {
        if (!isWanted) {
            return Form.NONE;
        }
        if (!screen.isErrTerminal()) {
            return Form.LINES;
        }
        return isListing && screen.isOutTerminal() ? Form.NONE : Form.BAR;
    }
}
