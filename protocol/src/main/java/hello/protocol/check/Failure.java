package hello.protocol.check;

/**
 * A server did otherwise than the protocol says. Thrown by a check, and shown to whoever wrote the server.
 */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    private final String sent;
    private final String expected;
    private final String came;
    private final String hint;

    /**
     * Makes a failure.
     *
     * @param sent what the client did
     * @param expected what a hello server does then
     * @param came what this one did
     * @param hint what kind of mistake does that, in words that a student understands
     */
    public Failure(String sent, String expected, String came, String hint) {
        super("sent " + sent + "; expected " + expected + "; came " + came + ". " + hint);
        this.sent = sent;
        this.expected = expected;
        this.came = came;
        this.hint = hint;
    }

    /**
     * What the client did.
     *
     * @return for people
     */
    public String sent() {
        return sent;
    }

    /**
     * What a hello server does then.
     *
     * @return for people
     */
    public String expected() {
        return expected;
    }

    /**
     * What this one did.
     *
     * @return for people
     */
    public String came() {
        return came;
    }

    /**
     * What kind of mistake does that.
     *
     * @return for people
     */
    public String hint() {
        return hint;
    }
}
