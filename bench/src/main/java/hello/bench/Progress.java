package hello.bench;

/** Is told how far something long is, on the thread that does it. */
public interface Progress {
    /**
     * The next step begins.
     *
     * @param what in a few words
     */
    void begins(String what);

    /**
     * It is done.
     *
     * @param what in a few words, and what came out
     */
    void done(String what);
}
