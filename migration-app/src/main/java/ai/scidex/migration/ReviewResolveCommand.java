package ai.scidex.migration;

import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.documents.MetadataDocument;
import ai.scidex.migration.documents.MetadataDocument.Malformed;
import ai.scidex.migration.documents.MetadataDocument.Parsed;
import ai.scidex.migration.documents.MetadataDocument.Unreadable;
import ai.scidex.migration.documents.MetadataFiles;
import ai.scidex.migration.review.HeldField;
import ai.scidex.migration.review.HeldFields;
import ai.scidex.migration.review.Resolution;
import ai.scidex.migration.review.Resolution.Refused;
import ai.scidex.migration.review.Review;
import ai.scidex.migration.review.Reviewer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "resolve",
        description =
                "Give a held field a value. It is judged like any other; when the last required field of an artifact"
                        + " is decided, the artifact is upgraded. Without --value, show the candidates and ask.",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:decided",
            "1:failed",
            "2:wrong usage",
            "3:refused, decided already, or the artifact was changed since; nothing was changed"
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog review resolve 3 --value '\"scipy\"' --by 'Jane Doe' --note 'see the notebook'")
final class ReviewResolveCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "HOLD", description = "The number of the hold.")
    private long holdId;

    @Option(
            names = "--value",
            paramLabel = "JSON",
            description = "The value, in JSON: a text needs double quotes; - reads standard input.")
    private @Nullable String value;

    @Mixin
    private ReviewerOptions reviewer;

    @Mixin
    private DryRunOptions dryRun;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    private final InputStream in;

    ReviewResolveCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() {
        Optional<JsonNode> given = Optional.ofNullable(value).map(this::given);
        Optional<Reviewer> person = given.map(json -> reviewer.reviewer());
        Terminal terminal = given.isPresent() ? null : reviewer.terminal("give the value with --value JSON");
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            HeldField hold = application.bean(HeldFields.class).find(holdId);
            Resolution resolution = terminal == null
                    ? resolve(application, given.orElseThrow(), person.orElseThrow())
                    : ask(terminal, hold, application);
            return ReviewStep.answer(hold, resolution, "resolved", output);
        }
    }

    private Resolution resolve(Application application, JsonNode chosen, Reviewer person) {
        return dryRun.carryOut(application, () -> application.bean(Review.class).resolve(holdId, chosen, person));
    }

    private JsonNode given(String text) {
        if (text.equals(STANDARD_INPUT)) {
            return read(MetadataFiles.readOne(Path.of(STANDARD_INPUT), in));
        }
        return parsed(text).orElseThrow(() -> new CommandFailure(ExitCode.WRONG_USAGE, notJson(text)));
    }

    private static JsonNode read(MetadataDocument document) {
        if (document instanceof Parsed parsed) {
            return parsed.json();
        }
        if (document instanceof Malformed malformed) {
            throw new CommandFailure(ExitCode.ANSWER_IS_NO, "the value is refused: " + malformed.violation());
        }
        if (document instanceof Unreadable unreadable) {
            throw CommandFailure.unreadable(unreadable.name(), unreadable.cause());
        }
        throw new AssertionError("unhandled " + document);
    }

    /** Shows the hold, and asks until a value is taken, or none is given. */
    private Resolution ask(Terminal terminal, HeldField hold, Application application) {
        PrintWriter err = spec.commandLine().getErr();
        Output.Lines lines = new Output.Lines(err);
        HoldText.print(hold, lines);
        String question = hold.candidates().isEmpty()
                ? "The value, in JSON (empty leaves it open): "
                : "The letter of a candidate, or a value in JSON (empty leaves it open): ";
        while (true) {
            String answer = terminal.ask(err, question);
            if (answer == null || answer.isBlank()) {
                throw new CommandFailure(ExitCode.WRONG_USAGE, "nothing was changed, because no value was given");
            }
            Optional<JsonNode> chosen = chosen(answer.strip(), hold);
            if (chosen.isEmpty()) {
                lines.line(notJson(answer.strip()));
                continue;
            }
            Resolution resolution = resolve(application, chosen.get(), reviewer.reviewerWithReason());
            if (!(resolution instanceof Refused)) {
                return resolution;
            }
            lines.line(ReviewAnswer.of(hold, resolution).message());
        }
    }

    private static Optional<JsonNode> chosen(String answer, HeldField hold) {
        for (int i = 0; i < hold.candidates().size(); i++) {
            if (HoldText.letter(i).filter(answer::equals).isPresent()) {
                return Optional.of(hold.candidates().get(i).value());
            }
        }
        return parsed(answer);
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(MetadataJson.parse(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String notJson(String text) {
        return "'%s' is no JSON; a text needs double quotes, as in '\"scipy\"'".formatted(text);
    }
}
