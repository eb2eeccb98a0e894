package hello.bench.trace;

import java.util.List;
import java.util.Locale;

/**
 * What one client did and waited for, as it saw it itself.
 *
 * @param name {@code A}, {@code B}, …; of a folded lane, what it stands for: {@code 9,999 more}
 * @param port its local port; 0 if it never connected, or if the lane is folded
 * @param folded how many clients this lane stands for: 1, or many
 * @param spans what it did, in order, without overlaps; empty if the lane is folded
 * @param marks moments: a request sent, an answer received, the end
 * @param census how many of a folded lane's clients did what; empty otherwise
 */
public record ClientLane(String name, int port, int folded, List<ClientSpan> spans, List<Mark> marks,
        List<Census<ClientSpan.Kind>> census) {
    /**
     * A moment.
     *
     * @param kind what happened
     * @param atNanos when
     * @param detail in words
     */
    public record Mark(Kind kind, long atNanos, String detail) {
        /** What may happen in a moment. */
        public enum Kind {
            /** The connection is made: to the backlog, at least. */
            CONNECTED,
            /** A request was sent. */
            SENT,
            /** An answer has come. */
            ANSWERED,
            /** It sends without reading, and the server takes no more. */
            STUCK,
            /** The client has ended its connection, by closing or by resetting it. */
            CLOSED,
            /** The connection was lost, or never made, or the client has lost its patience: the detail says why. */
            LOST;

            /**
             * For people, and as a {@link Script} writes it.
             *
             * @return one word in lower case
             */
            public String inWords() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
