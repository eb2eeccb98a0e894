package hello.bench.trace;

import hello.bench.trace.Events.Event;
import hello.bench.trace.Pieces.Piece;
import hello.bench.trace.Span.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lanes of a run in the making, and what there is to know of each event in them: what it was, and for whom. For one thread. */
final class Drafts {
    /** A write that takes so long has waited for room: that there was none is in no event. */
    private static final long BLOCKED_WRITE = 20_000_000;

    private final Knowledge clients;
    private final long duration;
    private final Stacks stacks;
    private final Map<Event, String> accepted = new HashMap<>();
    private final List<Draft> lanes = new ArrayList<>();

    Drafts(Events events, Knowledge clients, long duration, Stacks stacks) {
        this.clients = clients;
        this.duration = duration;
        this.stacks = stacks;
        matchAccepts(events);
    }

    /** All so far, in the order in which they were begun. */
    List<Draft> all() {
        return lanes;
    }

    /** Where the run ends, in nanoseconds from its start. */
    long duration() {
        return duration;
    }

    /** The backlog is a queue: the i-th client that is accepted is the i-th that was connected. */
    private void matchAccepts(Events events) {
        List<ClientLane> order = clients.byConnection();
        List<Event> accepts = events.of(Seen.ACCEPT).stream().sorted(Comparator.comparingLong(Event::end)).toList();
        for (int i = 0; i < Math.min(order.size(), accepts.size()); i++) {
            accepted.put(accepts.get(i), order.get(i).name());
        }
    }

    /** Begins one. */
    Draft lane(String name, Lane.Kind kind, long start, long end) {
        Draft lane = new Draft(lanes.size(), name, kind, Math.max(0, start), Math.min(duration, end));
        lanes.add(lane);
        return lane;
    }

    Span span(Kind kind, long start, long end, String client, Event event, Integer counterpart) {
        boolean socket = event != null && (event.seen() == Seen.READ || event.seen() == Seen.WRITE);
        return new Span(kind, Math.max(0, start), Math.min(duration, end), client, false, 1,
                socket ? (Long) event.bytes() : null, socket && event.endOfStream(), counterpart,
                event == null ? null : stacks.indexOf(event.stack()));
    }

    static Span inferred(Span span) {
        return new Span(span.kind(), span.startNanos(), span.endNanos(), span.client(), true, span.events(),
                span.bytes(), span.endOfStream(), span.counterpart(), span.stack());
    }

    /** What takes no time is no span. */
    void add(Draft lane, Span span) {
        if (span.endNanos() > span.startNanos()) {
            lane.add(span);
        }
    }

    /** What a piece of a thread's time was, but for what carries others. */
    Kind kind(Piece piece, boolean loop) {
        Event event = piece.inner();
        String owner = clients.owner(event);
        return switch (event.seen()) {
            // A channel of a loop does not block, however long the system may take.
            case READ -> !loop && clients.wasAwaited(owner, event.start(), event.end())
                    ? Kind.BLOCKED_IN_READ
                    : Kind.READING;
            case WRITE -> !loop && event.end() - event.start() >= BLOCKED_WRITE ? Kind.BLOCKED_IN_WRITE : Kind.WRITING;
            case BEGIN_WRITE -> Kind.WRITING;
            case ACCEPT -> loop || !waited(event) ? Kind.ACCEPTING : Kind.BLOCKED_IN_ACCEPT;
            case SELECT, POLL -> Kind.IDLE_IN_SELECT;
            case SLEEP -> isWork(event) ? Kind.WAITING_FOR_WORK : Kind.PARKED;
            case PARK -> Kind.PARKED;
            case COMPUTE -> Kind.COMPUTING;
            default -> Kind.RUNNING;
        };
    }

    /** Whether an accept was there before its client was. */
    private boolean waited(Event accept) {
        String client = accepted.get(accept);
        return client == null || clients.connectingSince(client) > accept.start();
    }

    static boolean isWork(Event event) {
        return event.stack().stream().anyMatch(frame -> frame.className().startsWith("hello.protocol.Work"));
    }

    /** For whom each call of a kind was: for whom its reads, writes and accepts were. */
    Map<Event, String> ownersOf(List<Piece> pieces, Seen kind) {
        Map<Event, String> owners = new HashMap<>();
        for (Piece piece : pieces) {
            Event call = piece.inside(kind);
            String owner = piece.inner().port() != 0
                    ? clients.owner(piece.inner())
                    : accepted.get(piece.inner());
            if (call != null && owner != null) {
                owners.putIfAbsent(call, owner);
            }
        }
        return owners;
    }

    /** For whom an accept was; {@code null} if not known. */
    String accepted(Event accept) {
        return accepted.get(accept);
    }

    /** Whether the models' code is in it. */
    static boolean isOurs(List<Frame> stack) {
        return stack.stream().anyMatch(frame -> frame.source() != null);
    }
}
