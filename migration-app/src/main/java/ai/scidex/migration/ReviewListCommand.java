package ai.scidex.migration;

import ai.scidex.migration.review.HeldFields;
import ai.scidex.migration.review.HoldFilter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "List the held fields, all of them on one page. Changes nothing.",
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog review list --output json")
final class ReviewListCommand implements Callable<Integer> {

    private enum State {
        open,
        resolved,
        dismissed,
        withdrawn,
        all
    }

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    @Option(
            names = "--status",
            paramLabel = "STATE",
            defaultValue = "open",
            description = "Which to list: open, resolved, dismissed, withdrawn or all (default: open).")
    private State status;

    @Option(names = "--artifact", paramLabel = "ID", description = "List those of one artifact.")
    private @Nullable String artifact;

    ReviewListCommand() {}

    @Override
    public Integer call() {
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            String state = status == State.all ? null : status.name().toLowerCase(Locale.ROOT);
            Output.Listing listing = output.list();
            Count count = new Count();
            application.bean(HeldFields.class).read(new HoldFilter(state, artifact), hold -> {
                count.add(hold.required());
                return listing.add(hold, lines -> HoldText.print(hold, lines));
            });
            listing.end(lines -> lines.line(count.sentence(state == null ? "" : " " + state)));
            return ExitCode.DONE;
        }
    }

    /** How many there are. */
    private static final class Count {

        private long all;
        private long required;

        void add(boolean isRequired) {
            all++;
            required += isRequired ? 1 : 0;
        }

        String sentence(String state) {
            return "%d%s %s, %d on required fields".formatted(all, state, all == 1 ? "hold" : "holds", required);
        }
    }
}
