package hello.protocol.check;

/** A check could not find out. Its message says why. */
public final class Undecided extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * Makes it.
     *
     * @param why in words, for people
     */
    public Undecided(String why) {
        super(why);
    }

    /**
     * Makes it from something that went wrong on the checker's own side.
     *
     * @param why in words, for people
     * @param cause what went wrong
     */
    public Undecided(String why, Throwable cause) {
        super(why, cause);
    }
}
