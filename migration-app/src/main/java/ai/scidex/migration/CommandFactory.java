package ai.scidex.migration;

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
 */
record CommandFactory(Map<String, String> environment, InputStream in, Supplier<Optional<Terminal>> terminal)
        implements IFactory {

    /** Makes commands that nobody calls: the manual pages are written from them. */
    CommandFactory() {
        this(Map.of(), InputStream.nullInputStream(), Optional::empty);
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type.equals(DatabaseOptions.class)) {
            return type.cast(new DatabaseOptions(environment, terminal));
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
