package hello.bench.trace;

import hello.bench.compare.Machine;
import hello.bench.trace.ClientLane.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Traces made by hand, with times that are easy to see again, and words that a page must not take for its own. */
public final class MadeTrace {
    private static final long MS = 1_000_000;
    private static final String BLOCKING = "blocking/src/main/java/hello/blocking/BlockingServer.java";
    private static final String LOOM = "loom/src/main/java/hello/loom/LoomServer.java";

    private MadeTrace() {}

    /** The second client in blocking, in loom, in a foreign server whose name is odd, and a crowd in loom. */
    public static Trace whole() {
        return of(blocking(), loom(), foreign(), crowd());
    }

    public static Trace of(Run... runs) {
        return new Trace(Trace.SCHEMA, "0.1.0 abcdef0", "2026-01-02T03:04:05Z", List.of("trace", "blocking", "loom"),
                Machine.current(), "second-client", "B comes while A thinks: is <i>B</i> served & when?",
                "A: connect, send, think 1s, send, close; B: after A send, connect, send, close", "none",
                List.of(runs));
    }

    /** B is answered only after A has left: A from 0 to 1,000 ms, B asks at 10 ms and is answered at 1,010 ms. */
    public static Run blocking() {
        List<List<Frame>> stacks = List.of(
                List.of(frame("java.net.ServerSocket", "accept", 1, null),
                        frame("hello.blocking.BlockingServer", "run", 3, BLOCKING)),
                List.of(frame("java.net.Socket$SocketInputStream", "read", 1, null),
                        frame("hello.blocking.BlockingServer", "serve", 5, BLOCKING),
                        frame("hello.blocking.BlockingServer", "run", 3, BLOCKING)),
                List.of(frame("java.net.Socket$SocketOutputStream", "write", 1, null),
                        frame("hello.blocking.BlockingServer", "serve", 6, BLOCKING),
                        frame("hello.blocking.BlockingServer", "run", 3, BLOCKING)));
        List<Span> spans = List.of(
                span(Span.Kind.BLOCKED_IN_ACCEPT, 0, 2, null, null, null, 0),
                span(Span.Kind.READING, 3, 4, "A", 1L, null, 1),
                span(Span.Kind.WRITING, 4, 5, "A", 12L, null, 2),
                span(Span.Kind.BLOCKED_IN_READ, 5, 900, "A", 1L, null, 1),
                span(Span.Kind.WRITING, 900, 901, "A", 12L, null, 2),
                new Span(Span.Kind.BLOCKED_IN_READ, 901 * MS, 1_000 * MS, "A", false, 1, null, true, null, 1),
                span(Span.Kind.ACCEPTING, 1_000, 1_001, "B", null, null, 0),
                span(Span.Kind.READING, 1_001, 1_005, "B", 1L, null, 1),
                span(Span.Kind.WRITING, 1_005, 1_009, "B", 12L, null, 2));
        Lane main = new Lane(0, "main", Lane.Kind.PLATFORM, null, null, 1, 0, 1_100 * MS, spans, List.of());
        Frame line = stacks.get(1).get(1);
        return new Run("blocking", "one thread, one client at a time", null, List.of("java", "serve", "blocking"),
                1_100 * MS, 60_000, List.of(clientA(), clientB(1_010)), List.of(main), stacks,
                new Summary(1, 0, 0, 2, 3, 0, List.of(new Summary.Share(0, 0.9, 0.02, 0.08)),
                        List.of(new Summary.Wait("B", 10 * MS, 1_010 * MS, "A", 0, 0, Span.Kind.BLOCKED_IN_READ,
                                989 * MS, line)),
                        List.of(new Summary.LineWait(line, Span.Kind.BLOCKED_IN_READ, "A", 994 * MS, 2))),
                List.of(new SourceFile(BLOCKING, List.of("class BlockingServer {", "    // <script>alert(1)</script>",
                        "    accept();", "    // \"8) Read.\" BLOCKS & waits", "    in.read(request);",
                        "    out.write(ANSWER);", "}"))));
    }

    /** B is answered at once, while A's virtual thread is unmounted. */
    public static Run loom() {
        List<List<Frame>> stacks = List.of(
                List.of(frame("java.net.Socket$SocketInputStream", "read", 1, null),
                        frame("hello.loom.LoomServer", "serve", 2, LOOM),
                        frame("jdk.internal.vm.Continuation", "enterSpecial", 0, null)),
                List.of(frame("java.net.Socket$SocketOutputStream", "write", 1, null),
                        frame("hello.loom.LoomServer", "serve", 3, LOOM),
                        frame("jdk.internal.vm.Continuation", "enterSpecial", 0, null)));
        Lane carrier = new Lane(1, "ForkJoinPool-1-worker-1", Lane.Kind.PLATFORM, null, null, 1, 0, 1_100 * MS, List.of(
                span(Span.Kind.NOTHING_TO_CARRY, 0, 3, null, null, null, null),
                span(Span.Kind.CARRYING, 3, 5, "A", null, 2, null),
                span(Span.Kind.NOTHING_TO_CARRY, 5, 11, null, null, null, null),
                span(Span.Kind.CARRYING, 11, 13, "B", null, 3, null),
                span(Span.Kind.NOTHING_TO_CARRY, 13, 900, null, null, null, null),
                span(Span.Kind.CARRYING, 900, 902, "A", null, 2, null),
                span(Span.Kind.NOTHING_TO_CARRY, 902, 1_100, null, null, null, null)), List.of());
        Lane a = new Lane(2, "client-50001", Lane.Kind.VIRTUAL, 1, "A", 1, 3 * MS, 1_000 * MS, List.of(
                span(Span.Kind.READING, 3, 4, "A", 1L, 1, 0),
                span(Span.Kind.WRITING, 4, 5, "A", 12L, 1, 1),
                span(Span.Kind.UNMOUNTED_IN_READ, 5, 900, "A", 1L, null, 0),
                span(Span.Kind.WRITING, 900, 902, "A", 12L, 1, 1),
                new Span(Span.Kind.UNMOUNTED_IN_READ, 902 * MS, 1_000 * MS, "A", false, 1, null, true, null, 0)),
                List.of());
        Lane b = new Lane(3, "client-50002", Lane.Kind.VIRTUAL, 1, "B", 1, 11 * MS, 14 * MS, List.of(
                span(Span.Kind.READING, 11, 12, "B", 1L, 1, 0),
                span(Span.Kind.WRITING, 12, 13, "B", 12L, 1, 1)), List.of());
        return new Run("loom", "virtual threads: blocking code that does not block", null,
                List.of("java", "serve", "loom"), 1_100 * MS, 60_000, List.of(clientA(), clientB(13)),
                List.of(carrier, a, b), stacks,
                new Summary(1, 2, 0, 2, 3, 0, List.of(new Summary.Share(1, 0, 0.01, 0.99)),
                        List.of(Summary.Wait.withoutFault("B", 10 * MS, 13 * MS)),
                        List.of(new Summary.LineWait(stacks.get(0).get(1), Span.Kind.UNMOUNTED_IN_READ, "A", 993 * MS,
                                2))),
                List.of(new SourceFile(LOOM, List.of("class LoomServer {", "    in.read(request);",
                        "    out.write(ANSWER);", "}"))));
    }

    /** A server of which only the clients' side is known. */
    public static Run foreign() {
        return new Run("./odd '<b>&' {port}", null, "it is not one of the models: there is no flight recorder in it",
                List.of("./odd", "<b>&", "5001"), 1_100 * MS, 0, List.of(clientA(), clientB(13)), List.of(), List.of(),
                new Summary(0, 0, 0, 2, 3, 0, List.of(),
                        List.of(Summary.Wait.withoutFault("B", 10 * MS, 13 * MS)), List.of()),
                List.of());
    }

    /** A and 9,999 more in loom: what is too much is folded. */
    public static Run crowd() {
        Run loom = loom();
        List<ClientLane> clients = new ArrayList<>();
        clients.add(clientA());
        clients.add(new ClientLane("9,999 more", 0, 9_999, List.of(), List.of(), List.of(
                new Census<>(0, 500 * MS, Map.of(ClientSpan.Kind.THINKING, 9_000, ClientSpan.Kind.WAITING, 999)),
                new Census<>(500 * MS, 1_100 * MS, Map.of(ClientSpan.Kind.CLOSING, 9_999)))));
        List<Lane> lanes = new ArrayList<>(loom.lanes().subList(0, 2));
        lanes.add(new Lane(4, "9,999 more virtual threads", Lane.Kind.VIRTUAL, 1, null, 9_999, 0, 1_100 * MS, List.of(),
                List.of(new Census<>(0, 500 * MS,
                        Map.of(Span.Kind.UNMOUNTED_IN_READ, 9_997, Span.Kind.RUNNING, 1, Span.Kind.READING, 1)),
                        new Census<>(500 * MS, 1_100 * MS, Map.of(Span.Kind.UNMOUNTED_IN_READ, 5_000)))));
        return new Run(loom.server(), loom.sentence(), null, loom.command(), loom.durationNanos(),
                loom.clockErrorNanos(), clients, lanes, loom.stacks(),
                new Summary(1, 10_000, 0, 10_000, 20_000, 0, loom.summary().shares(), List.of(), List.of()),
                loom.sources());
    }

    private static ClientLane clientA() {
        return new ClientLane("A", 50_001, 1, List.of(
                new ClientSpan(ClientSpan.Kind.CONNECTING, 0, 1 * MS, "connect"),
                new ClientSpan(ClientSpan.Kind.SENDING, 1 * MS, 2 * MS, "request 1: 1 byte"),
                new ClientSpan(ClientSpan.Kind.WAITING, 2 * MS, 5 * MS, "answer 1"),
                new ClientSpan(ClientSpan.Kind.THINKING, 5 * MS, 900 * MS, "think 1s"),
                new ClientSpan(ClientSpan.Kind.WAITING, 900 * MS, 902 * MS, "answer 2"),
                new ClientSpan(ClientSpan.Kind.CLOSING, 902 * MS, 1_000 * MS, "close")),
                List.of(new Mark(Mark.Kind.CONNECTED, 1 * MS, "port 50001"),
                        new Mark(Mark.Kind.SENT, 2 * MS, "request 1"), new Mark(Mark.Kind.ANSWERED, 5 * MS, "answer 1"),
                        new Mark(Mark.Kind.SENT, 900 * MS, "request 2"),
                        new Mark(Mark.Kind.ANSWERED, 902 * MS, "answer 2"),
                        new Mark(Mark.Kind.CLOSED, 1_000 * MS, "")),
                List.of());
    }

    private static ClientLane clientB(long answeredMillis) {
        return new ClientLane("B", 50_002, 1, List.of(
                new ClientSpan(ClientSpan.Kind.CONNECTING, 8 * MS, 9 * MS, "connect"),
                new ClientSpan(ClientSpan.Kind.SENDING, 9 * MS, 10 * MS, "request 1: 1 byte"),
                new ClientSpan(ClientSpan.Kind.WAITING, 10 * MS, answeredMillis * MS, "answer 1"),
                new ClientSpan(ClientSpan.Kind.CLOSING, answeredMillis * MS, (answeredMillis + 1) * MS, "close")),
                List.of(new Mark(Mark.Kind.CONNECTED, 9 * MS, "port 50002"),
                        new Mark(Mark.Kind.SENT, 10 * MS, "request 1"),
                        new Mark(Mark.Kind.ANSWERED, answeredMillis * MS, "answer 1"),
                        new Mark(Mark.Kind.CLOSED, (answeredMillis + 1) * MS, "")),
                List.of());
    }

    private static Span span(Span.Kind kind, long startMillis, long endMillis, String client, Long bytes,
            Integer counterpart, Integer stack) {
        return new Span(kind, startMillis * MS, endMillis * MS, client, false, 1, bytes, false, counterpart, stack);
    }

    private static Frame frame(String className, String method, int line, String source) {
        return new Frame(className, method, line, source);
    }
}
