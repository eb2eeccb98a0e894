package hello.bench.cli;

import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells errors: one line on standard error that says what to do. Stack traces with {@code --verbose} alone. */
public final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final BooleanSupplier verbose;

    /**
     * Makes it.
     *
     * @param verbose whether stack traces are wanted
     */
    public Errors(BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    /** The command line cannot be understood. */
    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        tell(command, name + ": " + message(e) + ": see " + name + " --help", e);
        return ExitCode.USAGE;
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            String known = suggestions.isEmpty() ? "" : ", did you mean " + String.join(" or ", suggestions) + "?";
            return "what is '" + unmatched.getUnmatched().getFirst() + "'" + (known.isEmpty() ? "?" : known);
        }
        // A converter of ours says it better than Picocli, which puts the option and its type around it.
        Throwable cause = e.getCause();
        boolean ours = cause instanceof IllegalArgumentException && !(cause instanceof NumberFormatException);
        return firstLine(ours ? cause : e);
    }

    /** The command could not do what it was asked. */
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof UserError error) {
            tell(command, "hello: " + error.getMessage(), error);
            return error.exitCode();
        }
        tell(command,
                "hello: " + e.toString().lines().findFirst().orElseThrow() + " (unexpected: --verbose shows where)", e);
        return ExitCode.UNDECIDED;
    }

    private void tell(CommandLine command, String line, Exception e) {
        command.getErr().println(command.getColorScheme().errorText(line));
        if (verbose.getAsBoolean()) {
            e.printStackTrace(command.getErr());
        }
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }
}
