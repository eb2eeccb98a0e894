package hello.bench.trace;

import hello.bench.trace.Events.Event;
import hello.bench.trace.Events.ThreadInfo;
import hello.bench.trace.Pieces.Piece;
import hello.bench.trace.Span.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was seen in the server, as lanes: threads, and what runs on them. Used once.
 */
final class ServerLanes {
    private final Events events;
    private final Knowledge clients;
    private final Drafts drafts;
    private final Map<Long, List<Event>> byThread;

    ServerLanes(Events events, Knowledge clients, long duration, Stacks stacks) {
        this.events = events;
        this.clients = clients;
        this.drafts = new Drafts(events, clients, duration, stacks);
        this.byThread = events.byThread();
    }

    /** All of them, in the order in which they are shown: what runs on a thread stands under it. */
    List<Lane> lanes() {
        Carriers carriers = new Carriers(events.of(Seen.MOUNTED));
        for (ThreadInfo thread : inOrder(true)) {
            virtual(thread, carriers);
        }
        for (ThreadInfo thread : inOrder(false)) {
            platform(thread, carriers);
        }
        Comparator<Draft> order = Comparator
                .<Draft>comparingLong(lane -> lane.carrier == null ? lane.id : lane.carrier)
                .thenComparing(lane -> lane.carrier != null)
                .thenComparingLong(lane -> lane.start)
                .thenComparingInt(lane -> lane.id);
        return drafts.all().stream().filter(lane -> !lane.spans.isEmpty()).sorted(order).map(Draft::lane).toList();
    }

    /** Threads of one kind with something to show, oldest first. */
    private List<ThreadInfo> inOrder(boolean virtual) {
        return events.threads().values().stream()
                .filter(thread -> thread.virtual() == virtual && byThread.containsKey(thread.id()))
                .sorted(Comparator.comparingLong(ThreadInfo::id))
                .toList();
    }

    private void platform(ThreadInfo thread, Carriers carriers) {
        List<Event> seen = byThread.get(thread.id());
        boolean shown = Drafts.isOurs(thread.startedIn()) || carriers.carriesOurs(thread.id())
                || seen.stream().anyMatch(event -> Drafts.isOurs(event.stack()));
        if (!shown) {
            return;
        }
        Draft lane = drafts.lane(thread.name(), Lane.Kind.PLATFORM, thread.start(), thread.end());
        if (carriers.carriesOurs(thread.id())) {
            carrier(lane, thread.id(), seen, carriers);
        } else if (seen.stream().anyMatch(event -> event.seen() == Seen.RESUMED)) {
            new CoroutineLanes(drafts, lane, seen).make();
        } else if (seen.stream().anyMatch(event -> event.seen() == Seen.HANDLER)) {
            new HandlerLanes(drafts, clients, lane, seen).make();
        } else {
            plain(lane, seen);
        }
    }

    /** A thread that does everything itself: of the blocking models, and the loop written out. */
    private void plain(Draft lane, List<Event> seen) {
        List<Piece> pieces = Pieces.of(seen);
        boolean loop = seen.stream().anyMatch(event -> event.seen() == Seen.SELECT);
        Map<Event, String> readyFor = drafts.ownersOf(pieces, Seen.READY);
        String current = null;
        for (Piece piece : pieces) {
            Kind kind = drafts.kind(piece, loop);
            Event key = piece.inside(Seen.READY);
            String client = null;
            boolean guessed = false;
            if (piece.inner().port() != 0) {
                client = clients.owner(piece.inner());
                if (client == null) {
                    continue; // not one of the story's
                }
                current = client;
            } else if (piece.inner().seen() == Seen.ACCEPT) {
                client = kind == Kind.ACCEPTING ? drafts.accepted(piece.inner()) : null;
                guessed = client != null;
                current = null;
            } else if (key != null) {
                client = readyFor.get(key);
            } else if (kind == Kind.COMPUTING || kind == Kind.WAITING_FOR_WORK) {
                client = current;
            }
            Span span = drafts.span(kind, piece.start(), piece.end(), client, piece.inner(), null);
            drafts.add(lane, guessed ? Drafts.inferred(span) : span);
        }
        List<String> owners = lane.spans.stream().map(Span::client).filter(Objects::nonNull).distinct().toList();
        boolean own = owners.size() == 1 && seen.stream().noneMatch(event -> event.seen() == Seen.ACCEPT
                || event.seen() == Seen.SELECT);
        lane.client = own ? owners.getFirst() : null;
        if (!lane.spans.isEmpty()) {
            lane.fillGaps(lane.start > 0 ? lane.start : lane.spans.getFirst().startNanos(),
                    lane.spans.getLast().endNanos(), shortest(), null);
        }
    }

    /** Gaps shorter than this are not worth a span: nobody could see it. */
    private long shortest() {
        return Math.max(1, drafts.duration() / 2_000);
    }

    private void virtual(ThreadInfo thread, Carriers carriers) {
        List<Event> seen = byThread.get(thread.id());
        String client = seen.stream().map(event -> clients.owner(event)).filter(Objects::nonNull).findFirst()
                .orElse(null);
        boolean foreign = client == null && seen.stream().anyMatch(event -> event.port() != 0);
        if (foreign || seen.stream().noneMatch(event -> Drafts.isOurs(event.stack()))) {
            return; // one of the JDK's own, or of a client that is none of the story's
        }
        long end = thread.end() == Long.MAX_VALUE
                ? seen.stream().mapToLong(Event::end).max().orElse(0)
                : thread.end();
        Draft lane = drafts.lane(thread.name(), Lane.Kind.VIRTUAL, thread.start(), end);
        lane.client = client;
        for (Piece piece : Pieces.of(seen)) {
            Event around = piece.around().isEmpty() ? null : piece.around().getFirst();
            boolean unmounted = piece.inner().seen() == Seen.UNMOUNTED;
            Event event = unmounted && around != null ? around : piece.inner();
            Kind kind = unmounted
                    ? unmounted(around)
                    : piece.inner().seen() == Seen.READ
                            ? Kind.READING
                            : piece.inner().seen() == Seen.WRITE
                                    ? Kind.WRITING
                                    : piece.inner().seen() == Seen.COMPUTE ? Kind.COMPUTING : Kind.RUNNING;
            drafts.add(lane, drafts.span(kind, piece.start(), piece.end(), client, event, null));
        }
        lane.fillGaps(lane.start, lane.end, 1, null);
        carriers.mount(lane, seen);
    }

    private static Kind unmounted(Event around) {
        return switch (around == null ? Seen.UNMOUNTED : around.seen()) {
            case READ -> Kind.UNMOUNTED_IN_READ;
            case WRITE -> Kind.UNMOUNTED_IN_WRITE;
            case SLEEP -> Drafts.isWork(around) ? Kind.UNMOUNTED_FOR_WORK : Kind.UNMOUNTED;
            default -> Kind.UNMOUNTED;
        };
    }

    private void carrier(Draft lane, long thread, List<Event> seen, Carriers carriers) {
        for (Piece piece : Pieces.of(seen)) {
            Event mounted = piece.inside(Seen.MOUNTED);
            if (mounted != null) {
                Draft carried = carriers.carried(mounted);
                if (carried != null) {
                    drafts.add(lane,
                            drafts.span(Kind.CARRYING, piece.start(), piece.end(), carried.client, null, carried.id));
                }
            } else if (piece.inner().seen() == Seen.PARK) {
                drafts.add(lane, drafts.span(Kind.NOTHING_TO_CARRY, piece.start(), piece.end(), null, null, null));
            }
        }
        carriers.placeUnder(lane, thread);
    }

}
