package hello.bench.cli;

import hello.protocol.check.ServerProcess;
import java.util.List;
import org.codehaus.plexus.util.cli.CommandLineUtils;

/** A foreign server's command, as the user wrote it in one string. */
final class CommandWords {
    private CommandWords() {}

    /**
     * Splits a server's command as a shell would, quotes and all; no shell runs it.
     *
     * @throws UserError if it cannot be split, or does not say where the port goes
     */
    static List<String> split(String command) throws UserError {
        List<String> words = splitOptions(command);
        if (words.stream().noneMatch(word -> word.contains(ServerProcess.PORT))) {
            throw new UserError(ExitCode.USAGE, "the command '" + command + "' does not say where the port goes: write "
                    + ServerProcess.PORT + " there, as in 'python3 server.py " + ServerProcess.PORT + "'");
        }
        return words;
    }

    /**
     * Splits any words so.
     *
     * @throws UserError if a quote is not closed
     */
    static List<String> splitOptions(String words) throws UserError {
        try {
            return List.of(CommandLineUtils.translateCommandline(words));
        } catch (Exception e) { // that is what the library declares
            throw new UserError(ExitCode.USAGE, "a quote is not closed in: " + words, e);
        }
    }
}
