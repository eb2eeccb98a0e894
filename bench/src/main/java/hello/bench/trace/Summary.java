package hello.bench.trace;

import java.util.List;
import java.util.Locale;

/**
 * What a run comes to.
 *
 * @param platformThreads how many threads of the operating system ran the server's code, or carried what ran it
 * @param virtualThreads how many virtual threads there were
 * @param coroutines how many coroutines there were
 * @param clients how many clients there were
 * @param answers how many answers they received
 * @param lost how many connections were lost or never made, against the story
 * @param shares of each lane that is a platform thread; a folded lane's are those of all its threads
 * @param waits the longest waits of clients for an answer, longest first; five at most, each client once
 * @param lines the lines on which the server waited longest, longest first; five at most
 */
public record Summary(int platformThreads, int virtualThreads, int coroutines, int clients, long answers, int lost,
        List<Share> shares, List<Wait> waits, List<LineWait> lines) {
    /**
     * How a thread spent its time: three shares of the time that it was there, 1 together.
     *
     * @param lane the thread's lane
     * @param blocked waiting for one client, or for the work of one request
     * @param running executing, or in line for a CPU
     * @param idle waiting for whatever comes next, or not known
     */
    public record Share(int lane, double blocked, double running, double idle) {}

    /**
     * A wait of a client, and whose fault it was.
     *
     * @param client who waited
     * @param startNanos from
     * @param endNanos to
     * @param heldFor for whom the thread that the client waited for was busy or blocked most of the time meanwhile: another
     *     client, or the same one when it was its own work; {@code null} if no single one is to blame
     * @param others how many other clients it was, where only together they are to blame; otherwise 0
     * @param lane that thread's lane, or that of what it carried; {@code null} if nobody is to blame
     * @param kind what that was mostly; {@code null} likewise
     * @param heldNanos for how long, within the wait
     * @param line the line that it was on; {@code null} if not known
     */
    public record Wait(String client, long startNanos, long endNanos, String heldFor, int others, Integer lane,
            Span.Kind kind, long heldNanos, Frame line) {
        /** Nobody's fault, or the kernel's. */
        static Wait withoutFault(String client, long startNanos, long endNanos) {
            return new Wait(client, startNanos, endNanos, null, 0, null, null, 0, null);
        }

        /**
         * Whether it is known what the client waited for.
         *
         * @return false if the server was not seen, or did nothing for long that held the client up
         */
        public boolean hasFault() {
            return kind != null;
        }

        /**
         * How long it took.
         *
         * @return nanoseconds
         */
        public long nanos() {
            return endNanos - startNanos;
        }

        /**
         * For people.
         *
         * @return {@code B waited 1.2 s: BlockingServer.java:95 was blocked in read for client A for 1.2 s of it}
         */
        public String inWords() {
            String waited = client + " waited " + Times.inWords(nanos());
            if (!hasFault()) {
                return waited;
            }
            String whom = heldFor == null
                    ? String.format(Locale.ROOT, "%,d other clients", others)
                    : heldFor.equals(client) ? "itself" : "client " + heldFor;
            return waited + ": " + (line == null ? "a thread" : line.inWords()) + " was " + kind.inWords() + " for "
                    + whom + " for " + Times.inWords(heldNanos) + " of it";
        }
    }

    /**
     * How long the server waited on one line for one client, all its waits there together.
     *
     * @param line the line
     * @param kind what the waits were
     * @param client for whom; {@code null} if for whoever comes next, or for many clients together
     * @param nanos how long
     * @param times how often
     */
    public record LineWait(Frame line, Span.Kind kind, String client, long nanos, int times) {
        /**
         * For people.
         *
         * @return {@code BlockingServer.java:95 waited 1.20 s for client A (blocked in read)}
         */
        public String inWords() {
            return line.inWords() + " waited " + Times.inWords(nanos) + " for "
                    + (client != null
                            ? "client " + client
                            : kind.state() == Span.State.IDLE || kind == Span.Kind.UNMOUNTED
                                    ? "whoever comes next"
                                    : "all clients together")
                    + " (" + kind.inWords() + ")";
        }
    }
}
