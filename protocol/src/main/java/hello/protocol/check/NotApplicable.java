package hello.protocol.check;

/** A check cannot be asked on this system. Its message says what is missing. */
public final class NotApplicable extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * Makes it.
     *
     * @param why in words, for people
     */
    public NotApplicable(String why) {
        super(why);
    }
}
