package hello.bench.trace;

/**
 * A stretch of a client's time.
 *
 * @param kind what it did
 * @param startNanos from
 * @param endNanos to; not before the start
 * @param detail in words: {@code answer 2}
 */
public record ClientSpan(Kind kind, long startNanos, long endNanos, String detail) {
    /** What a client may do. */
    public enum Kind {
        /** It is being connected. */
        CONNECTING("connecting"),
        /** It sends: mostly a moment, but long if nobody reads. */
        SENDING("sending"),
        /** It waits for an answer. */
        WAITING("waiting for an answer"),
        /** It thinks: that is its story, and nobody's fault. */
        THINKING("thinking"),
        /** It has ended its sending side, and waits for the server to close. */
        CLOSING("closing");

        private final String inWords;

        Kind(String inWords) {
            this.inWords = inWords;
        }

        /**
         * For people.
         *
         * @return a few words in lower case
         */
        public String inWords() {
            return inWords;
        }
    }

    /**
     * How long it took.
     *
     * @return nanoseconds
     */
    public long nanos() {
        return endNanos - startNanos;
    }
}
