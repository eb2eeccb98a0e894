package hello.bench.trace;

/**
 * A stretch of a lane's time.
 *
 * @param kind what it was
 * @param startNanos from
 * @param endNanos to; not before the start
 * @param client for whom; {@code null} if for nobody, or for several
 * @param inferred whether the client, or the span itself, follows only from when it was, and not from a port
 * @param events how many events it stands for: 1, or more if they followed each other too closely to be told apart
 * @param bytes how many were read or written; {@code null} if it is neither
 * @param endOfStream whether the read came upon the end of the stream
 * @param counterpart the lane with which it was spent: of a carrier's span, the lane that it carried; of a carried lane's
 *     span, the carrier on which it ran; {@code null} if there is none
 * @param stack the index of its calls in {@link Run#stacks()}; {@code null} if not known
 */
public record Span(Kind kind, long startNanos, long endNanos, String client, boolean inferred, int events, Long bytes,
        boolean endOfStream, Integer counterpart, Integer stack) {
    /** Whether the thread was held, and what for. */
    public enum State {
        /** It executed, or stood in line for a CPU. */
        RUNNING,
        /** It waited for one client, or for the work of one request, and could do nothing else meanwhile. */
        BLOCKED,
        /** It waited for whatever comes next: a new client, or any of those that it serves. */
        IDLE,
        /** It does not need a thread: its carrier does something else meanwhile. */
        UNMOUNTED
    }

    /** What a span may be. */
    public enum Kind {
        /** It takes a client from the backlog. */
        ACCEPTING("accepting", State.RUNNING),
        /** It waits in {@code accept} until a client comes. */
        BLOCKED_IN_ACCEPT("waiting in accept", State.IDLE),
        /** It reads what is there. */
        READING("reading", State.RUNNING),
        /** It waits in {@code read} until the client sends something: the thread is held. */
        BLOCKED_IN_READ("blocked in read", State.BLOCKED),
        /** It writes. */
        WRITING("writing", State.RUNNING),
        /** It waits in {@code write} until the client reads something: the thread is held. */
        BLOCKED_IN_WRITE("blocked in write", State.BLOCKED),
        /** It waits for the {@code wait:} work of a request: the thread is held. */
        WAITING_FOR_WORK("waiting for work", State.BLOCKED),
        /** It computes the {@code cpu:} work of a request. */
        COMPUTING("computing", State.RUNNING),
        /** It is parked, for another reason than a socket: the thread is held. */
        PARKED("parked", State.IDLE),
        /** It waits in {@code select}, or in the like of it, until any of its clients needs something. */
        IDLE_IN_SELECT("idle in select", State.IDLE),
        /** It runs, and what it does is not known more closely. */
        RUNNING("running", State.RUNNING),
        /** A carrier, or a loop: it runs the lane that {@link Span#counterpart()} names. */
        CARRYING("carrying", State.RUNNING),
        /** A carrier that has nothing to carry. */
        NOTHING_TO_CARRY("nothing to carry", State.IDLE),
        /** A virtual thread or a coroutine waits until its client sends something, and holds no thread. */
        UNMOUNTED_IN_READ("unmounted in read", State.UNMOUNTED),
        /** A virtual thread or a coroutine waits until its client reads something, and holds no thread. */
        UNMOUNTED_IN_WRITE("unmounted in write", State.UNMOUNTED),
        /** A virtual thread or a coroutine waits for the {@code wait:} work of a request, and holds no thread. */
        UNMOUNTED_FOR_WORK("unmounted, waiting for work", State.UNMOUNTED),
        /** A virtual thread or a coroutine waits for something else, or for its turn, and holds no thread. */
        UNMOUNTED("unmounted", State.UNMOUNTED);

        private final String inWords;
        private final State state;

        Kind(String inWords, State state) {
            this.inWords = inWords;
            this.state = state;
        }

        /**
         * For people.
         *
         * @return a few words in lower case
         */
        public String inWords() {
            return inWords;
        }

        /**
         * Whether a thread is held meanwhile.
         *
         * @return one of four
         */
        public State state() {
            return state;
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
