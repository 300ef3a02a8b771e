package ai.scidex.migration;

import ai.scidex.migration.terminal.Screen;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * How help is printed: as wide as the terminal within bounds, and in colour where there is any. The terminal is asked only
 * where somebody asks for help.
 */
record HelpForm(Screen screen) {

    private static final int NARROWEST = 60;
    private static final int WIDEST = 160;

    static HelpForm of(Screen screen) {
        return new HelpForm(screen);
    }

    /** Runs the command that was named, or prints its help. */
    int execute(ParseResult parsed) {
        if (asksForHelp(parsed)) {
            CommandLine command = parsed.commandSpec().commandLine();
            int columns = screen.columns().orElse(Screen.USUAL_COLUMNS);
            command.setUsageHelpWidth(Math.max(NARROWEST, Math.min(WIDEST, columns)));
            command.setColorScheme(Help.defaultColorScheme(screen.hasColours() ? Ansi.ON : Ansi.OFF));
        }
        return new RunLast().execute(parsed);
    }

    private static boolean asksForHelp(ParseResult parsed) {
        ParseResult level = parsed;
        while (!level.isUsageHelpRequested() && level.hasSubcommand()) {
            level = level.subcommand();
        }
        return level.isUsageHelpRequested();
    }
}
