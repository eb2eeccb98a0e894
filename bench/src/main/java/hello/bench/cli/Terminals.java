package hello.bench.cli;

import java.io.Console;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Whether there is anybody to show something to, and how progress is shown. */
final class Terminals {
    /** So that it fits into 80 columns, and into those that a lecture hall can read. */
    private static final int BAR_WIDTH = 79;

    private Terminals() {}

    /**
     * Whether a person sits at it: standard input and output are both a terminal. (Of standard error Java knows nothing; where
     * the other two are a terminal it mostly is too.)
     */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 went back: without a terminal there is no console
    static boolean isInteractive() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /**
     * A progress bar on standard error. It is told its width instead of asking the terminal: to ask, it would open the terminal
     * through JLine, which closes it, and with it standard output, at the same moment at which Ctrl-C makes us print results.
     */
    static ProgressBarBuilder progressBar(String name) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, BAR_WIDTH));
    }
}
