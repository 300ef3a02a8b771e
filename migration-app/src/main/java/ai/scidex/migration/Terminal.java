package ai.scidex.migration;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person who sits in front of the command. */
interface Terminal {

    /** Returns the next line that the person types; null if there will be none. */
    @Nullable String readLine();

    /** Returns the next line that the person types, and nobody sees; null if there will be none. */
    default @Nullable String readSecret() {
        return readLine();
    }

    /**
     * Asks.
     *
     * @param err where the question goes: what is printed as a result may be read by a program
     * @return the answer; null if there is none
     */
    default @Nullable String ask(PrintWriter err, String question) {
        err.print(Output.printable(question));
        err.flush();
        return readLine();
    }

    /** As {@link #ask}, and what is answered is not shown. */
    default @Nullable String askSecret(PrintWriter err, String question) {
        err.print(Output.printable(question));
        err.flush();
        return readSecret();
    }

    /** Returns the terminal of this process; empty if a program runs it. */
    static Optional<Terminal> ofProcess() {
        return Optional.ofNullable(System.console())
                .filter(Terminal::isTerminal)
                .map(OfConsole::new);
    }

    /** From Java 22 on there may be a console without a terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot ask the console whether it is a terminal", e);
        }
    }

    /** The terminal that a process was started at. */
    record OfConsole(Console console) implements Terminal {

        @Override
        public @Nullable String readLine() {
            return console.readLine();
        }

        @Override
        public @Nullable String readSecret() {
            char[] typed = console.readPassword();
            return typed == null ? null : new String(typed);
        }
    }
}
