package hello.bench.trace;

import hello.bench.trace.ClientLane.Mark;
import hello.bench.trace.Span.State;
import hello.bench.trace.Summary.LineWait;
import hello.bench.trace.Summary.Share;
import hello.bench.trace.Summary.Wait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sums up a run, before anything of it is folded. */
final class Summaries {
    private static final int SHOWN = 5;

    /** Who held the thread for less than this share of a wait is not to blame for it. */
    private static final double TO_BLAME = 0.2;

    private final List<ClientLane> clients;
    private final List<Lane> lanes;
    private final List<List<Frame>> stacks;
    private final Folding folding;

    Summaries(List<ClientLane> clients, List<Lane> lanes, List<List<Frame>> stacks, Folding folding) {
        this.folding = folding;
        this.clients = clients;
        this.lanes = lanes;
        this.stacks = stacks;
    }

    Summary make() {
        return new Summary(count(Lane.Kind.PLATFORM), count(Lane.Kind.VIRTUAL), count(Lane.Kind.COROUTINE),
                clients.size(), marks(Mark.Kind.ANSWERED), Math.toIntExact(marks(Mark.Kind.LOST)),
                folding.shares(lanes.stream().filter(lane -> lane.kind() == Lane.Kind.PLATFORM).toList()),
                waits(), lines());
    }

    private int count(Lane.Kind kind) {
        return Math.toIntExact(lanes.stream().filter(lane -> lane.kind() == kind).count());
    }

    private long marks(Mark.Kind kind) {
        return clients.stream().flatMap(client -> client.marks().stream()).filter(mark -> mark.kind() == kind).count();
    }

    /** All that a thread may wait in is known, so between its first span and its last it runs when it does not wait. */
    static Share share(Lane lane) {
        double alive = Math.max(1, lane.endNanos() - lane.startNanos());
        long seen = lane.spans().isEmpty()
                ? 0
                : lane.spans().getLast().endNanos() - lane.spans().getFirst().startNanos();
        long blocked = nanos(lane, State.BLOCKED);
        long idle = nanos(lane, State.IDLE);
        double running = Math.clamp((seen - blocked - idle) / alive, 0, 1);
        double blockedShare = Math.min(1 - running, blocked / alive);
        return new Share(lane.id(), blockedShare, running, 1 - running - blockedShare);
    }

    private static long nanos(Lane lane, State state) {
        return lane.spans().stream().filter(span -> span.kind().state() == state).mapToLong(Span::nanos).sum();
    }

    private record ClientWait(String client, ClientSpan span) {}

    private List<Wait> waits() {
        List<ClientWait> longest = new ArrayList<>();
        for (ClientLane client : clients) {
            client.spans().stream()
                    .filter(span -> span.kind() == ClientSpan.Kind.WAITING)
                    .max(Comparator.comparingLong(ClientSpan::nanos))
                    .ifPresent(span -> longest.add(new ClientWait(client.name(), span)));
        }
        return longest.stream()
                .sorted(Comparator.comparingLong((ClientWait wait) -> wait.span.nanos()).reversed())
                .limit(SHOWN)
                .map(this::blame)
                .toList();
    }

    /** What a thread was doing, and for whom: one client, or any but the one that waited. */
    private record Doing(int lane, String client, Span.Kind kind) {}

    /** For how long it did that. */
    private static final class Held {
        private final Set<String> clients = new HashSet<>();
        private long nanos;
        private Span longest;

        private void add(Span span, long within) {
            clients.add(span.client());
            nanos += within;
            longest = longest == null || span.nanos() > longest.nanos() ? span : longest;
        }
    }

    private Wait blame(ClientWait wait) {
        ClientSpan span = wait.span;
        Set<Integer> threads = threadsOf(wait.client);
        Map<Doing, Held> forOne = new HashMap<>();
        Map<Doing, Held> forOthers = new HashMap<>();
        for (Lane lane : lanes) {
            for (Span each : lane.spans()) {
                long within = Math.min(each.endNanos(), span.endNanos())
                        - Math.max(each.startNanos(), span.startNanos());
                if (within > 0 && counts(lane, each, threads, wait.client)) {
                    forOne.computeIfAbsent(new Doing(lane.id(), each.client(), each.kind()), _ -> new Held())
                            .add(each, within);
                    if (!each.client().equals(wait.client)) {
                        forOthers.computeIfAbsent(new Doing(thread(lane, each), null, each.kind()), _ -> new Held())
                                .add(each, within);
                    }
                }
            }
        }
        return blame(wait, forOne).or(() -> blame(wait, forOthers))
                .orElse(Wait.withoutFault(wait.client, span.startNanos(), span.endNanos()));
    }

    private Optional<Wait> blame(ClientWait wait, Map<Doing, Held> candidates) {
        ClientSpan span = wait.span;
        return candidates.entrySet().stream()
                .max(Comparator.comparingLong(candidate -> candidate.getValue().nanos))
                .filter(most -> most.getValue().nanos >= span.nanos() * TO_BLAME)
                .map(most -> {
                    Doing doing = most.getKey();
                    Held held = most.getValue();
                    return new Wait(wait.client, span.startNanos(), span.endNanos(), doing.client,
                            doing.client == null ? held.clients.size() : 0, doing.lane, doing.kind, held.nanos,
                            line(held.longest));
                });
    }

    /** Where that ran: a lane of its own, or the thread that carried it. */
    private static int thread(Lane lane, Span span) {
        return lane.kind() == Lane.Kind.PLATFORM || span.counterpart() == null ? lane.id() : span.counterpart();
    }

    private Frame line(Span span) {
        return span.stack() == null
                ? null
                : stacks.get(span.stack()).stream().filter(frame -> frame.source() != null).findFirst().orElse(null);
    }

    /** The platform threads on which something was done for the client; all, if nobody ever did anything for it. */
    private Set<Integer> threadsOf(String client) {
        Set<Integer> threads = new HashSet<>();
        for (Lane lane : lanes) {
            if (!client.equals(lane.client())
                    && lane.spans().stream().noneMatch(span -> client.equals(span.client()))) {
                continue;
            }
            if (lane.kind() == Lane.Kind.PLATFORM) {
                threads.add(lane.id());
            } else {
                lane.spans().stream().map(Span::counterpart).filter(id -> id != null).forEach(threads::add);
            }
        }
        if (threads.isEmpty()) {
            lanes.stream().filter(lane -> lane.kind() == Lane.Kind.PLATFORM).map(Lane::id).forEach(threads::add);
        }
        return threads;
    }

    private static boolean counts(Lane lane, Span span, Set<Integer> threads, String client) {
        if (span.client() == null || span.kind() == Span.Kind.CARRYING) {
            return false; // what is carried has a lane of its own
        }
        if (span.kind() == Span.Kind.BLOCKED_IN_READ && span.client().equals(client)) {
            return false; // it waits for what the client has just sent, and is being woken
        }
        boolean here = lane.kind() == Lane.Kind.PLATFORM
                ? threads.contains(lane.id())
                : span.counterpart() != null && threads.contains(span.counterpart());
        boolean holds = span.kind().state() == State.RUNNING || span.kind().state() == State.BLOCKED;
        return (here && holds) || (span.kind() == Span.Kind.UNMOUNTED_FOR_WORK && span.client().equals(client));
    }

    /** What a line waited in, and for whom. */
    private record At(Frame line, Span.Kind kind, String client) {}

    private List<LineWait> lines() {
        boolean many = clients.size() > Folding.ALL_SHOWN;
        Map<At, long[]> sums = new HashMap<>();
        for (Lane lane : lanes) {
            for (Span span : lane.spans()) {
                Frame line = span.kind().state() == State.RUNNING ? null : line(span);
                if (line != null) {
                    long[] sum = sums.computeIfAbsent(new At(line, span.kind(), many ? null : span.client()),
                            _ -> new long[2]);
                    sum[0] += span.nanos();
                    sum[1]++;
                }
            }
        }
        return sums.entrySet().stream()
                .map(entry -> new LineWait(entry.getKey().line, entry.getKey().kind, entry.getKey().client,
                        entry.getValue()[0], Math.toIntExact(entry.getValue()[1])))
                .sorted(Comparator.comparingLong(LineWait::nanos).reversed())
                .limit(SHOWN)
                .toList();
    }
}
