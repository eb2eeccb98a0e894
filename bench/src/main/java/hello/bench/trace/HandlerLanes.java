package hello.bench.trace;

import hello.bench.trace.Events.Event;
import hello.bench.trace.Pieces.Piece;
import hello.bench.trace.Span.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A group of asynchronous channels: which handler ran, and for whom, as far as the times tell. */
final class HandlerLanes {
    private final Drafts drafts;
    private final Knowledge clients;
    private final Draft loop;
    private final List<Event> seen;

    HandlerLanes(Drafts drafts, Knowledge clients, Draft loop, List<Event> seen) {
        this.drafts = drafts;
        this.clients = clients;
        this.loop = loop;
        this.seen = seen;
    }

    void make() {
        List<Piece> pieces = Pieces.of(seen);
        Map<Event, Event> code = new HashMap<>(); // a handler's call to what it did, for its stack
        Set<Event> closing = new HashSet<>();
        for (Piece piece : pieces) {
            Event call = piece.inside(Seen.HANDLER);
            if (call != null && piece.inside(Seen.CLOSE) != null) {
                closing.add(call);
            }
            for (Event did : Stream.concat(Stream.of(piece.inner()), piece.around().stream()).toList()) {
                if (call == null || did.equals(call)) {
                    break;
                }
                if (Drafts.isOurs(did.stack())) {
                    code.merge(call, did, HandlerNames::better);
                }
            }
        }
        Map<String, Draft> laneOf = new HashMap<>();
        Turns turns = new Turns(clients);
        Map<Event, String> clientOf = new HashMap<>();
        // What began before the story is of one that came before.
        for (Event call : seen.stream().filter(event -> event.seen() == Seen.HANDLER && event.start() >= 0)
                .toList()) {
            Event did = code.get(call);
            String name = did == null ? "handler" : HandlerNames.of(did.stack());
            laneOf.computeIfAbsent(name, _ -> handlerLane(name));
            clientOf.put(call, turns.clientOf(name, call, closing.contains(call)));
        }
        for (Piece piece : pieces) {
            Event call = piece.inside(Seen.HANDLER);
            if (call == null) {
                drafts.add(loop,
                        drafts.span(drafts.kind(piece, true), piece.start(), piece.end(), null, piece.inner(), null));
                continue;
            }
            if (call.start() < 0) {
                continue;
            }
            Event did = code.get(call);
            Draft lane = laneOf.get(did == null ? "handler" : HandlerNames.of(did.stack()));
            Event shown = did == null || (Drafts.isOurs(piece.inner().stack()) && piece.inner().seen() != Seen.HANDLER)
                    ? piece.inner()
                    : did;
            String client = clientOf.get(call);
            drafts.add(loop,
                    Drafts.inferred(drafts.span(Kind.CARRYING, piece.start(), piece.end(), client, null, lane.id)));
            drafts.add(lane, Drafts.inferred(
                    drafts.span(drafts.kind(piece, true), piece.start(), piece.end(), client, shown, loop.id)));
        }
    }

    private Draft handlerLane(String name) {
        Draft lane = drafts.lane(name, Lane.Kind.HANDLER, 0, drafts.duration());
        lane.carrier = loop.id;
        return lane;
    }
}
