package hello.bench.trace;

import hello.bench.trace.Events.Event;
import hello.bench.trace.Events.ThreadInfo;
import hello.bench.trace.Pieces.Piece;
import hello.bench.trace.Span.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was seen in the server, as lanes: threads, and what runs on them. Used once.
 */
final class ServerLanes {
    /** A write that takes so long has waited for room: that there was none is in no event. */
    private static final long BLOCKED_WRITE = 20_000_000;

    private static final String ACCEPTS = "coroutine that accepts";

    private final Events events;
    private final Knowledge clients;
    private final long duration;
    private final Stacks stacks;
    private final Map<Long, List<Event>> byThread;
    private final Map<Event, String> accepted = new HashMap<>();
    private final List<Draft> lanes = new ArrayList<>();

    ServerLanes(Events events, Knowledge clients, long duration, Stacks stacks) {
        this.events = events;
        this.clients = clients;
        this.duration = duration;
        this.stacks = stacks;
        this.byThread = events.byThread();
    }

    /** All of them, in the order in which they are shown: what runs on a thread stands under it. */
    List<Lane> lanes() {
        matchAccepts();
        List<Event> mounted = events.of(Seen.MOUNTED);
        Carriers carriers = new Carriers(mounted);
        for (ThreadInfo thread : inOrder(true)) {
            virtual(thread, carriers);
        }
        for (ThreadInfo thread : inOrder(false)) {
            platform(thread, carriers);
        }
        Map<Integer, Draft> byId = new HashMap<>();
        lanes.forEach(lane -> byId.put(lane.id, lane));
        Comparator<Draft> order = Comparator
                .<Draft>comparingLong(lane -> lane.carrier == null ? lane.id : lane.carrier)
                .thenComparing(lane -> lane.carrier != null)
                .thenComparingLong(lane -> lane.start)
                .thenComparingInt(lane -> lane.id);
        return lanes.stream().filter(lane -> !lane.spans.isEmpty()).sorted(order).map(Draft::lane).toList();
    }

    /** Threads of one kind with something to show, oldest first. */
    private List<ThreadInfo> inOrder(boolean virtual) {
        return events.threads().values().stream()
                .filter(thread -> thread.virtual() == virtual && byThread.containsKey(thread.id()))
                .sorted(Comparator.comparingLong(ThreadInfo::id))
                .toList();
    }

    private static boolean isOurs(List<Frame> stack) {
        return stack.stream().anyMatch(frame -> frame.source() != null);
    }

    /** The backlog is a queue: the i-th client that is accepted is the i-th that was connected. */
    private void matchAccepts() {
        List<ClientLane> order = clients.byConnection();
        List<Event> accepts = events.of(Seen.ACCEPT).stream().sorted(Comparator.comparingLong(Event::end)).toList();
        for (int i = 0; i < Math.min(order.size(), accepts.size()); i++) {
            accepted.put(accepts.get(i), order.get(i).name());
        }
    }

    private Draft lane(String name, Lane.Kind kind, long start, long end) {
        Draft lane = new Draft(lanes.size(), name, kind, Math.max(0, start), Math.min(duration, end));
        lanes.add(lane);
        return lane;
    }

    private Span span(Kind kind, long start, long end, String client, Event event, Integer counterpart) {
        boolean socket = event != null && (event.seen() == Seen.READ || event.seen() == Seen.WRITE);
        return new Span(kind, Math.max(0, start), Math.min(duration, end), client, false, 1,
                socket ? (Long) event.bytes() : null, socket && event.endOfStream(), counterpart,
                event == null ? null : stacks.indexOf(event.stack()));
    }

    private static Span inferred(Span span) {
        return new Span(span.kind(), span.startNanos(), span.endNanos(), span.client(), true, span.events(),
                span.bytes(), span.endOfStream(), span.counterpart(), span.stack());
    }

    private void add(Draft lane, Span span) {
        if (span.endNanos() > span.startNanos()) {
            lane.add(span);
        }
    }

    /** What a piece of a thread's time was, but for what carries others. */
    private Kind kind(Piece piece, boolean loop) {
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

    private static boolean isWork(Event event) {
        return event.stack().stream().anyMatch(frame -> frame.className().startsWith("hello.protocol.Work"));
    }

    private void platform(ThreadInfo thread, Carriers carriers) {
        List<Event> seen = byThread.get(thread.id());
        boolean shown = isOurs(thread.startedIn()) || carriers.carriesOurs(thread.id())
                || seen.stream().anyMatch(event -> isOurs(event.stack()));
        if (!shown) {
            return;
        }
        Draft lane = lane(thread.name(), Lane.Kind.PLATFORM, thread.start(), thread.end());
        if (carriers.carriesOurs(thread.id())) {
            carrier(lane, thread.id(), seen, carriers);
        } else if (seen.stream().anyMatch(event -> event.seen() == Seen.RESUMED)) {
            new CoroutineLanes(lane, seen).make();
        } else if (seen.stream().anyMatch(event -> event.seen() == Seen.HANDLER)) {
            new HandlerLanes(lane, seen).make();
        } else {
            plain(lane, seen);
        }
    }

    /** A thread that does everything itself: of the blocking models, and the loop written out. */
    private void plain(Draft lane, List<Event> seen) {
        List<Piece> pieces = Pieces.of(seen);
        boolean loop = seen.stream().anyMatch(event -> event.seen() == Seen.SELECT);
        Map<Event, String> readyFor = ownersOf(pieces, Seen.READY);
        String current = null;
        for (Piece piece : pieces) {
            Kind kind = kind(piece, loop);
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
                client = kind == Kind.ACCEPTING ? accepted.get(piece.inner()) : null;
                guessed = client != null;
                current = null;
            } else if (key != null) {
                client = readyFor.get(key);
            } else if (kind == Kind.COMPUTING || kind == Kind.WAITING_FOR_WORK) {
                client = current;
            }
            Span span = span(kind, piece.start(), piece.end(), client, piece.inner(), null);
            add(lane, guessed ? inferred(span) : span);
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
        return Math.max(1, duration / 2_000);
    }

    /** For whom each call of a kind was: for whom its reads, writes and accepts were. */
    private Map<Event, String> ownersOf(List<Piece> pieces, Seen kind) {
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

    private void virtual(ThreadInfo thread, Carriers carriers) {
        List<Event> seen = byThread.get(thread.id());
        String client = seen.stream().map(event -> clients.owner(event)).filter(Objects::nonNull).findFirst()
                .orElse(null);
        boolean foreign = client == null && seen.stream().anyMatch(event -> event.port() != 0);
        if (foreign || seen.stream().noneMatch(event -> isOurs(event.stack()))) {
            return; // one of the JDK's own, or of a client that is none of the story's
        }
        long end = thread.end() == Long.MAX_VALUE
                ? seen.stream().mapToLong(Event::end).max().orElse(0)
                : thread.end();
        Draft lane = lane(thread.name(), Lane.Kind.VIRTUAL, thread.start(), end);
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
            add(lane, span(kind, piece.start(), piece.end(), client, event, null));
        }
        lane.fillGaps(lane.start, lane.end, 1, null);
        carriers.mount(lane, seen);
    }

    private static Kind unmounted(Event around) {
        return switch (around == null ? Seen.UNMOUNTED : around.seen()) {
            case READ -> Kind.UNMOUNTED_IN_READ;
            case WRITE -> Kind.UNMOUNTED_IN_WRITE;
            case SLEEP -> isWork(around) ? Kind.UNMOUNTED_FOR_WORK : Kind.UNMOUNTED;
            default -> Kind.UNMOUNTED;
        };
    }

    private void carrier(Draft lane, long thread, List<Event> seen, Carriers carriers) {
        for (Piece piece : Pieces.of(seen)) {
            Event mounted = piece.inside(Seen.MOUNTED);
            if (mounted != null) {
                Draft carried = carriers.carried(mounted);
                if (carried != null) {
                    add(lane, span(Kind.CARRYING, piece.start(), piece.end(), carried.client, null, carried.id));
                }
            } else if (piece.inner().seen() == Seen.PARK) {
                add(lane, span(Kind.NOTHING_TO_CARRY, piece.start(), piece.end(), null, null, null));
            }
        }
        carriers.placeUnder(lane, thread);
    }

    /** Which virtual thread was on which carrier when: what a carrier runs is not in its events, so it follows from the times. */
    private static final class Carriers {
        private final Map<Long, List<Event>> mounted = new HashMap<>();
        private final Map<Event, Draft> carried = new HashMap<>();
        private final Map<Draft, Map<Long, Long>> nanosOn = new HashMap<>();
        private final Map<Draft, Map<Long, List<Integer>>> spansOn = new HashMap<>();

        Carriers(List<Event> mounts) {
            mounts.forEach(event -> mounted.computeIfAbsent(event.thread(), _ -> new ArrayList<>()).add(event));
        }

        boolean carriesOurs(long thread) {
            return mounted.getOrDefault(thread, List.of()).stream().anyMatch(carried::containsKey);
        }

        Draft carried(Event mount) {
            return carried.get(mount);
        }

        /** Finds the carrier for each stretch in which a virtual thread was not unmounted. */
        void mount(Draft lane, List<Event> seen) {
            List<Event> away = seen.stream().filter(event -> event.seen() == Seen.UNMOUNTED)
                    .sorted(Comparator.comparingLong(Event::start)).toList();
            long at = lane.start;
            for (Event gone : away) {
                mount(lane, at, gone.start());
                at = gone.end();
            }
            mount(lane, at, lane.end);
        }

        private void mount(Draft lane, long start, long end) {
            Event best = null;
            for (List<Event> on : mounted.values()) {
                Event last = lastBefore(on, start);
                if (last != null && last.end() >= end - 1_000 && end > start && !carried.containsKey(last)
                        && (best == null || length(last) < length(best))) {
                    best = last;
                }
            }
            if (best != null) {
                carried.put(best, lane);
                nanosOn.computeIfAbsent(lane, _ -> new HashMap<>()).merge(best.thread(), length(best), Long::sum);
                for (int i = firstFrom(lane.spans, start); i < lane.spans.size()
                        && lane.spans.get(i).endNanos() <= end; i++) {
                    if (lane.spans.get(i).kind().state() != Span.State.UNMOUNTED) {
                        spansOn.computeIfAbsent(lane, _ -> new HashMap<>())
                                .computeIfAbsent(best.thread(), _ -> new ArrayList<>()).add(i);
                    }
                }
            }
        }

        private static int firstFrom(List<Span> sorted, long start) {
            int low = 0;
            int high = sorted.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted.get(middle).startNanos() < start) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private static long length(Event event) {
            return event.end() - event.start();
        }

        private static Event lastBefore(List<Event> sorted, long time) {
            int low = 0;
            int high = sorted.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted.get(middle).start() <= time + 1_000) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low == 0 ? null : sorted.get(low - 1);
        }

        /** Tells those that this thread carried its lane: each span where it was, each lane where it was longest. */
        void placeUnder(Draft carrier, long thread) {
            spansOn.forEach((lane, on) -> on.getOrDefault(thread, List.of()).forEach(index -> {
                Span span = lane.spans.get(index);
                lane.spans.set(index, new Span(span.kind(), span.startNanos(), span.endNanos(), span.client(),
                        span.inferred(), span.events(), span.bytes(), span.endOfStream(), carrier.id, span.stack()));
            }));
            nanosOn.forEach((lane, on) -> {
                long here = on.getOrDefault(thread, 0L);
                if (here > 0 && on.values().stream().allMatch(nanos -> nanos <= here)) {
                    lane.carrier = carrier.id;
                }
            });
        }
    }

    /** A loop and its coroutines. Each run of one is known, and each yield reaches from one run to the next of the same. */
    private final class CoroutineLanes {
        private final Draft loop;
        private final List<Event> seen;
        private final List<Event> runs;
        private final List<Event> yields;

        CoroutineLanes(Draft loop, List<Event> seen) {
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
            Map<Event, String> owners = ownersOf(pieces, Seen.RESUMED);
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
                    add(lane, span(whyYielded(yield), before == null ? yield.start() : before.end(), run.start(),
                            lane.client, ofCaller(yield), null));
                }
            }
            for (Piece piece : pieces) {
                Event run = piece.inside(Seen.RESUMED);
                Draft lane = run == null ? null : laneOf.get(run);
                if (lane == null || !isShown(lane)) {
                    add(loop, span(kind(piece, true), piece.start(), piece.end(), null, piece.inner(), null));
                } else {
                    add(loop, span(Kind.CARRYING, piece.start(), piece.end(), lane.client, null, lane.id));
                    add(lane, span(kind(piece, true), piece.start(), piece.end(), lane.client, piece.inner(), loop.id));
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
                add(lane, inferred(span(whyYielded(lastYield), last, duration, null, ofCaller(lastYield), null)));
            }
        }

        private Draft coroutine(Event first, Map<Event, Event> next, Map<Event, String> owners, Set<Event> accepting) {
            String client = null;
            boolean accepts = false;
            for (Event run = first; run != null; run = after(run, next)) {
                accepts |= accepting.contains(run);
                client = client == null ? owners.get(run) : client;
            }
            Draft lane = lane(accepts ? ACCEPTS : "coroutine of client " + client,
                    Lane.Kind.COROUTINE, accepts ? 0 : first.start(), duration);
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
            Event last = Carriers.lastBefore(runs, time - 1_000);
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

    /** A group of asynchronous channels: which handler ran, and for whom, as far as the times tell. */
    private final class HandlerLanes {
        private final Draft loop;
        private final List<Event> seen;

        HandlerLanes(Draft loop, List<Event> seen) {
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
                    if (isOurs(did.stack())) {
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
                    add(loop, span(kind(piece, true), piece.start(), piece.end(), null, piece.inner(), null));
                    continue;
                }
                if (call.start() < 0) {
                    continue;
                }
                Event did = code.get(call);
                Draft lane = laneOf.get(did == null ? "handler" : HandlerNames.of(did.stack()));
                Event shown = did == null || (isOurs(piece.inner().stack()) && piece.inner().seen() != Seen.HANDLER)
                        ? piece.inner()
                        : did;
                String client = clientOf.get(call);
                add(loop, inferred(span(Kind.CARRYING, piece.start(), piece.end(), client, null, lane.id)));
                add(lane, inferred(span(kind(piece, true), piece.start(), piece.end(), client, shown, loop.id)));
            }
        }

        private Draft handlerLane(String name) {
            Draft lane = lane(name, Lane.Kind.HANDLER, 0, duration);
            lane.carrier = loop.id;
            return lane;
        }
    }
}
