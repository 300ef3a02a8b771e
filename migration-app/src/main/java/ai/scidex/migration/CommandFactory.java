package ai.scidex.migration;

import ai.scidex.migration.terminal.Display;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Makes commands and what they share; some know the environment or standard input.
 *
 * @param environment the variables that stand in for options that are not given
 * @param in what a command reads where standard input is named
 * @param terminal finds out whether somebody is there to answer
 * @param display what is shown while a command works, and whether somebody wants it to stop
 */
record CommandFactory(
        Map<String, String> environment, InputStream in, Supplier<Optional<Terminal>> terminal, Display display)
        implements IFactory {

    /** Makes commands that know no environment, no input and no terminal. */
    CommandFactory() {
        this(Map.of(), InputStream.nullInputStream(), Optional::empty, Display.none());
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type.equals(DatabaseOptions.class)) {
            return type.cast(new DatabaseOptions(environment, terminal));
        }
        if (type.equals(Consent.class)) {
            return type.cast(new Consent(terminal));
        }
        if (type.equals(Output.class)) {
            return type.cast(new Output(display.screen()));
        }
        if (type.equals(ProgressOptions.class)) {
            return type.cast(new ProgressOptions(display));
        }
        if (type.equals(ValidateCommand.class)) {
            return type.cast(new ValidateCommand(in));
        }
        if (type.equals(GateOptions.class)) {
            return type.cast(new GateOptions(in));
        }
        if (type.equals(LinksApplyCommand.class)) {
            return type.cast(new LinksApplyCommand(in));
        }
        if (type.equals(RegisterCommand.class)) {
            return type.cast(new RegisterCommand(in));
        }
        if (type.equals(ReviewerOptions.class)) {
            return type.cast(new ReviewerOptions(terminal));
        }
        if (type.equals(ReviewResolveCommand.class)) {
            return type.cast(new ReviewResolveCommand(in));
        }
        if (type.equals(ReviewApplyCommand.class)) {
            return type.cast(new ReviewApplyCommand(in));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
