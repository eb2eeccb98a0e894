package hello.bench.trace;

import hello.bench.trace.Events.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Makes of calls within calls a sequence: at each moment it is the innermost call that counts. */
final class Pieces {
    private Pieces() {}

    /**
     * A stretch of time.
     *
     * @param inner what was going on
     * @param around what that was part of, innermost first; it does not hold the inner one
     */
    record Piece(long start, long end, Event inner, List<Event> around) {
        Event inside(Seen seen) {
            return inner.seen() == seen
                    ? inner
                    : around.stream().filter(event -> event.seen() == seen).findFirst().orElse(null);
        }
    }

    /**
     * Flattens the events of one thread.
     *
     * @param events by start, outer ones first; of two that overlap without one holding the other, the first is cut short
     * @return pieces in order, without overlaps; there may be gaps
     */
    static List<Piece> of(List<Event> events) {
        List<Piece> pieces = new ArrayList<>();
        Deque<Event> open = new ArrayDeque<>(); // innermost first
        long at = Long.MIN_VALUE;
        for (Event event : events) {
            at = closeUntil(event.start(), at, open, pieces);
            if (!open.isEmpty()) {
                add(pieces, at, event.start(), open);
            }
            at = Math.max(at, event.start());
            open.push(event);
        }
        closeUntil(Long.MAX_VALUE, at, open, pieces);
        return pieces;
    }

    private static long closeUntil(long until, long from, Deque<Event> open, List<Piece> pieces) {
        long at = from;
        while (!open.isEmpty() && open.peek().end() <= until) {
            add(pieces, at, open.peek().end(), open);
            at = Math.max(at, open.pop().end());
        }
        return at;
    }

    private static void add(List<Piece> pieces, long start, long end, Deque<Event> open) {
        if (end > start) {
            pieces.add(new Piece(start, end, open.peek(), open.stream().skip(1).toList()));
        }
    }
}
