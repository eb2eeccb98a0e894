package hello.bench.trace;

import hello.bench.trace.ClientLane.Mark;
import hello.bench.trace.Events.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** What the clients know, asked for by the server's side: whose a port is, and who did what when. */
final class Knowledge {
    private final Map<Integer, List<ClientLane>> byPort = new HashMap<>();
    private final Map<String, ClientLane> byName = new HashMap<>();
    private final List<ClientLane> byConnection = new ArrayList<>();

    Knowledge(List<ClientLane> clients) {
        for (ClientLane client : clients) {
            byName.put(client.name(), client);
            if (client.port() != 0) {
                byPort.computeIfAbsent(client.port(), _ -> new ArrayList<>()).add(client);
                byConnection.add(client);
            }
        }
        // Of those whose connection was made last, the server hears last: the backlog is a queue.
        byConnection.sort(Comparator.comparingLong(client -> first(client, Mark.Kind.CONNECTED)));
    }

    private static long first(ClientLane client, Mark.Kind kind) {
        return client.marks().stream().filter(mark -> mark.kind() == kind).mapToLong(Mark::atNanos).findFirst().orElse(
                Long.MAX_VALUE);
    }

    /** Whose connection it was at that time; {@code null} if none of theirs. Ports are used again, by later clients. */
    String owner(int port, long time) {
        ClientLane latest = null;
        for (ClientLane client : byPort.getOrDefault(port, List.of())) {
            if (connectingSince(client) <= time
                    && (latest == null || connectingSince(client) > connectingSince(latest))) {
                latest = client;
            }
        }
        return latest == null ? null : latest.name();
    }

    /** Whose connection a read or a write was for; {@code null} if none of theirs, or if it is neither. */
    String owner(Event event) {
        return event.port() == 0 ? null : owner(event.port(), event.end());
    }

    boolean knows(int port) {
        return byPort.containsKey(port);
    }

    /** Clients in the order in which they were connected. */
    List<ClientLane> byConnection() {
        return byConnection;
    }

    /** When the client began to connect. */
    long connectingSince(String name) {
        return connectingSince(byName.get(name));
    }

    private static long connectingSince(ClientLane client) {
        return client.spans().stream().filter(span -> span.kind() == ClientSpan.Kind.CONNECTING)
                .mapToLong(ClientSpan::startNanos).findFirst().orElse(Long.MAX_VALUE);
    }

    /** What a client gave the server to read, and when: a request, or its end of stream; without end while it floods. */
    record Request(String client, long since, boolean many, boolean isEnd) {}

    /** All of them, oldest first. */
    List<Request> requests() {
        return byName.values().stream()
                .flatMap(client -> client.spans().stream()
                        .filter(span -> span.kind() == ClientSpan.Kind.SENDING
                                || span.kind() == ClientSpan.Kind.CLOSING)
                        .map(span -> new Request(client.name(), span.startNanos(),
                                span.detail().endsWith("MB"), span.kind() == ClientSpan.Kind.CLOSING)))
                .sorted(Comparator.comparingLong(Request::since))
                .toList();
    }

    /** Whether the client has done something within a read that lets it go on: then the read had to wait for that. */
    boolean wasAwaited(String name, long start, long end) {
        ClientLane client = byName.get(name);
        return client != null && client.spans().stream()
                .filter(span -> span.kind() == ClientSpan.Kind.SENDING || span.kind() == ClientSpan.Kind.CLOSING)
                .anyMatch(span -> span.startNanos() > start && span.startNanos() <= end);
    }

    /**
     * What the clients' side says of the server's clock.
     *
     * @param offset what must be added to the server's times
     * @param error by how much that may be wrong, at most, as far as can be told
     */
    record Clock(long offset, long error) {}

    /**
     * Sets the server's clock by what cannot be: the i-th request cannot have been read before the i-th was sent, nor the i-th
     * answer have come before the i-th was written. Both clocks follow the system's, so mostly nothing has to be set; what is
     * found is how wrong they may be.
     */
    Clock clock(Events events) {
        long[] sent = times(ClientSpan.Kind.SENDING, ClientSpan::startNanos);
        long[] read = events.of(Seen.READ).stream()
                .filter(event -> event.bytes() > 0 && knows(event.port()))
                .mapToLong(Event::end).sorted().toArray();
        long[] answered = byName.values().stream().flatMap(client -> client.marks().stream())
                .filter(mark -> mark.kind() == Mark.Kind.ANSWERED).mapToLong(Mark::atNanos).sorted().toArray();
        long[] written = events.all().stream()
                .filter(event -> event.seen() == Seen.BEGIN_WRITE
                        || (event.seen() == Seen.WRITE && knows(event.port())))
                .mapToLong(Event::start).sorted().toArray();
        long[] connecting = times(ClientSpan.Kind.CONNECTING, ClientSpan::startNanos);
        long least = Math.max(largestDifference(sent, read), connecting.length == 0
                ? Long.MIN_VALUE
                : largestDifference(connecting, events.of(Seen.ACCEPT).stream()
                        .mapToLong(Event::end).filter(end -> end > 0).sorted().limit(connecting.length).toArray()));
        long most = largestDifference(written, answered);
        most = most == Long.MIN_VALUE ? Long.MAX_VALUE : -most;
        long offset = least > most ? 0 : Math.clamp(0L, least, most);
        long down = least == Long.MIN_VALUE ? 0 : offset - least;
        long up = most == Long.MAX_VALUE ? 0 : most - offset;
        return new Clock(offset, Math.max(0, Math.max(down, up)));
    }

    private long[] times(ClientSpan.Kind kind, ToLongFunction<ClientSpan> time) {
        return byName.values().stream().flatMap(client -> client.spans().stream())
                .filter(span -> span.kind() == kind).mapToLong(time).sorted().toArray();
    }

    /** The largest of first[i] - second[i], where there are as many of both; else there is none. */
    private static long largestDifference(long[] first, long[] second) {
        return first.length != second.length
                ? Long.MIN_VALUE
                : LongStream.range(0, first.length).map(i -> first[(int) i] - second[(int) i]).max().orElse(
                        Long.MIN_VALUE);
    }
}
