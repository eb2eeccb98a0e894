package hello.bench.cli;

/** What the process says when it ends, in every command. */
public final class ExitCode {
    /** It holds. */
    public static final int HOLDS = 0;
    /** It does not hold. */
    public static final int DOES_NOT_HOLD = 1;
    /** The command line cannot be understood, or asks for what cannot be had. */
    public static final int USAGE = 2;
    /** It could not be decided. */
    public static final int UNDECIDED = 3;

    /** A gate that the user has set was breached. */
    public static final int BREACHED = 4;

    private ExitCode() {}
}
