package hello.bench.trace;

import java.util.List;

/**
 * One thread of the server, or what runs on one.
 *
 * @param id unique within its run
 * @param name the thread's name; of a coroutine or a handler, one that says what it is
 * @param kind what it is
 * @param carrier the id of the lane under which it stands: the thread that carries it (the one that did so longest, where
 *     several did); {@code null} for a platform thread
 * @param client the client whose own it is; {@code null} if it is for all of them, or for none
 * @param folded how many this lane stands for: 1, or many
 * @param startNanos since when it is there; 0 if it was there before
 * @param endNanos when it ended; the run's duration if it did not
 * @param spans what it did, in order, without overlaps; empty if the lane is folded. Between them nothing is known of it
 * @param census how many of a folded lane did what; empty otherwise
 */
public record Lane(int id, String name, Kind kind, Integer carrier, String client, int folded, long startNanos,
        long endNanos, List<Span> spans, List<Census<Span.Kind>> census) {
    /** What a lane may stand for. */
    public enum Kind {
        /** A thread of the operating system. */
        PLATFORM("platform thread"),
        /** A virtual thread: it needs a carrier only while it runs. */
        VIRTUAL("virtual thread"),
        /** A coroutine: it runs on the loop's thread, when that resumes it. */
        COROUTINE("coroutine"),
        /** A completion handler: code that the loop calls when something is done. */
        HANDLER("handler");

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
}
