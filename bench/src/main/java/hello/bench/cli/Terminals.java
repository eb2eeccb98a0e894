package hello.bench.cli;

import java.io.Console;

/** Whether there is anybody to show something to. */
final class Terminals {
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
}
