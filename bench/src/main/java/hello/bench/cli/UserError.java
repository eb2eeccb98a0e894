package hello.bench.cli;

import java.nio.file.Path;

/** Something that the user can put right. Its message is one line that says how; it is all that is printed. */
public final class UserError extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    /**
     * Makes it.
     *
     * @param exitCode one of {@link ExitCode}
     * @param message what is wrong and what to do about it
     */
    public UserError(int exitCode, String message) {
        this(exitCode, message, null);
    }

    /**
     * Makes it.
     *
     * @param exitCode one of {@link ExitCode}
     * @param message what is wrong and what to do about it
     * @param cause what went wrong, shown with {@code --verbose}
     */
    public UserError(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** A file that the user named cannot be read. */
    static UserError cannotRead(Path file, Exception cause, String whatToDo) {
        return new UserError(ExitCode.USAGE, "cannot read " + file + " (" + cause.getMessage() + "): " + whatToDo,
                cause);
    }

    /** A file or a folder that the user named cannot be written to. */
    static UserError cannotWrite(Path file, Exception cause, String whatToDo) {
        return new UserError(ExitCode.USAGE, "cannot write to " + file + " (" + cause.getMessage() + "): " + whatToDo,
                cause);
    }

    /**
     * With what the process ends.
     *
     * @return one of {@link ExitCode}
     */
    public int exitCode() {
        return exitCode;
    }
}
