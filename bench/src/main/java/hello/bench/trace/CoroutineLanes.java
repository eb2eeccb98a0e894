package hello.bench.trace;

import hello.bench.trace.Events.Event;
import hello.bench.trace.Pieces.Piece;
import hello.bench.trace.Span.Kind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A loop and its coroutines. Each run of one is known, and each yield reaches from one run to the next of the same. */
final class CoroutineLanes {
    private static final String ACCEPTS = "coroutine that accepts";

    private final Drafts drafts;
    private final Draft loop;
    private final List<Event> seen;
    private final List<Event> runs;
    private final List<Event> yields;

    CoroutineLanes(Drafts drafts, Draft loop, List<Event> seen) {
        this.drafts = drafts;
        this.loop = loop;
        this.seen = seen.stream().filter(event -> event.seen() != Seen.YIELDED).toList();
        this.runs = seen.stream().filter(event -> event.seen() == Seen.RESUMED).toList();
        this.yields = seen.stream().filter(event -> event.seen() == Seen.YIELDED).toList();
    }

    void make() {
        Map<Event, Event> cameFrom = new HashMap<>(); // a run to the yield that it has ended
        Map<Event, Event> next = new HashMap<>(); // a run to the yield that it ended with
        for (Event yield : yields) {
            Event resumed = runAt(yield.end());
            Event left = runAt(yield.start());
            if (resumed != null) {
                cameFrom.put(resumed, yield);
            }
            if (left != null) {
                next.put(left, yield);
            }
        }
        List<Piece> pieces = Pieces.of(seen);
        Map<Event, String> owners = drafts.ownersOf(pieces, Seen.RESUMED);
        Set<Event> accepting = new HashSet<>();
        pieces.stream().filter(piece -> piece.inner().seen() == Seen.ACCEPT && piece.inside(Seen.RESUMED) != null)
                .forEach(piece -> accepting.add(piece.inside(Seen.RESUMED)));
        Map<Event, Draft> laneOf = new HashMap<>();
        Map<Draft, Event> lastYield = new LinkedHashMap<>();
        for (Event run : runs) {
            Event yield = cameFrom.get(run);
            Event before = yield == null ? null : runAt(yield.start());
            Draft lane = before == null ? null : laneOf.get(before);
            if (lane == null) {
                lane = coroutine(run, next, owners, accepting);
            }
            laneOf.put(run, lane);
            lastYield.put(lane, yield);
            if (yield != null && isShown(lane)) {
                // From the end of one run to the start of the next: the call of yield itself is a little longer.
                drafts.add(lane,
                        drafts.span(whyYielded(yield), before == null ? yield.start() : before.end(), run.start(),
                                lane.client, ofCaller(yield), null));
            }
        }
        for (Piece piece : pieces) {
            Event run = piece.inside(Seen.RESUMED);
            Draft lane = run == null ? null : laneOf.get(run);
            if (lane == null || !isShown(lane)) {
                drafts.add(loop,
                        drafts.span(drafts.kind(piece, true), piece.start(), piece.end(), null, piece.inner(), null));
            } else {
                drafts.add(loop, drafts.span(Kind.CARRYING, piece.start(), piece.end(), lane.client, null, lane.id));
                drafts.add(lane, drafts.span(drafts.kind(piece, true), piece.start(), piece.end(), lane.client,
                        piece.inner(), loop.id));
            }
        }
        lastYield.forEach((lane, yield) -> {
            if (isShown(lane)) {
                end(lane, yield);
            }
        });
    }

    /** One that neither accepts nor has a client of the story is left over from before it. */
    private static boolean isShown(Draft lane) {
        return lane.client != null || lane.name.equals(ACCEPTS);
    }

    /** One for all clients waits on, though its last yield is in no event: it never came back from it. */
    private void end(Draft lane, Event lastYield) {
        lane.spans.sort(Comparator.comparingLong(Span::startNanos));
        long last = lane.spans.isEmpty() ? lane.start : lane.spans.getLast().endNanos();
        if (lane.client != null) {
            lane.end = last;
        } else if (lastYield != null) {
            drafts.add(lane, Drafts.inferred(
                    drafts.span(whyYielded(lastYield), last, drafts.duration(), null, ofCaller(lastYield), null)));
        }
    }

    private Draft coroutine(Event first, Map<Event, Event> next, Map<Event, String> owners, Set<Event> accepting) {
        String client = null;
        boolean accepts = false;
        for (Event run = first; run != null; run = after(run, next)) {
            accepts |= accepting.contains(run);
            client = client == null ? owners.get(run) : client;
        }
        Draft lane = drafts.lane(accepts ? ACCEPTS : "coroutine of client " + client,
                Lane.Kind.COROUTINE, accepts ? 0 : first.start(), drafts.duration());
        lane.client = accepts ? null : client;
        lane.carrier = loop.id;
        return lane;
    }

    private Event after(Event run, Map<Event, Event> next) {
        Event yield = next.get(run);
        Event after = yield == null ? null : runAt(yield.end());
        return run.equals(after) ? null : after;
    }

    private Event runAt(long time) {
        Event last = Carriers.lastBefore(runs, time);
        return last != null && last.end() >= time ? last : null;
    }

    /** The yield itself is machinery: what is shown is who yielded, and why. */
    private Event ofCaller(Event yield) {
        List<Frame> stack = yield.stack();
        int caller = 0;
        while (caller < stack.size() && (stack.get(caller).method().contains("yield")
                || stack.get(caller).className().contains("Lambda"))) {
            caller++;
        }
        return new Event(yield.seen(), yield.thread(), yield.start(), yield.end(), 0, -1, false,
                stack.subList(caller, stack.size()));
    }

    private Kind whyYielded(Event yield) {
        String method = ofCaller(yield).stack().stream().findFirst().map(Frame::method).orElse("");
        return method.contains("read")
                ? Kind.UNMOUNTED_IN_READ
                : method.contains("write")
                        ? Kind.UNMOUNTED_IN_WRITE
                        : method.contains("perform") ? Kind.UNMOUNTED_FOR_WORK : Kind.UNMOUNTED;
    }
}
