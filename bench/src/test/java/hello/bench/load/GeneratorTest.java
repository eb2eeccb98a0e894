package hello.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hello.bench.Serving;
import hello.bench.Spawned;
import hello.bench.compare.Comparison;
import hello.bench.TinyServer;
import hello.bench.WrongServer;
import hello.blocking.BlockingServer;
import hello.nioloop.NioLoopServer;
import hello.protocol.Protocol;
import hello.protocol.ServerOptions;
import hello.protocol.Work;
import hello.protocol.check.JavaCommand;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Collections;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private static final Generator.Listener NOBODY = new Generator.Listener() {
    };

    private static LoadPlan plan(InetSocketAddress target, int connections, int warmupMillis, int millis) {
        return LoadPlan.closed(target, connections, Duration.ofMillis(warmupMillis), Duration.ofMillis(millis));
    }

    private static LoadResult load(InetSocketAddress target, int connections) throws IOException {
        return new Generator(plan(target, connections, 0, 300)).run(NOBODY);
    }

    @Test
    void everyAnswerIsCountedAndNoneIsInvented() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (TinyServer server = new TinyServer(0, client -> answer(client, sent))) {
            LoadResult result = load(server.address(), 64);
            // Each connection may have one answer under way when the time is up.
            assertThat(sent.get() - result.answers()).isBetween(0L, 64L);
            assertThat(result.answers()).isPositive();
            assertThat(HistogramText.read(result.histogram()).getTotalCount()).isEqualTo(result.answers());
        }
    }

    private static void answer(Socket client, AtomicLong sent) throws IOException {
        InputStream in = client.getInputStream();
        while (in.read() >= 0) {
            sent.incrementAndGet();
            client.getOutputStream().write(Protocol.answer());
        }
    }

    @Test
    void aRightServerLosesNobody() throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            LoadResult result = load(server.address(), 64);
            assertThat(result.neverServed()).isZero();
            assertThat(result.refused()).isZero();
            assertThat(result.lost()).isZero();
            assertThat(result.wrongAnswers()).isZero();
            assertThat(result.firstTrouble()).isNull();
            assertThat(result.seconds()).isGreaterThanOrEqualTo(0.3);
            assertThat(result.answersPerSecond()).isEqualTo(result.answers() / result.seconds());
        }
    }

    @Test
    void warmUpIsNotCounted() throws Exception {
        AtomicLong sentInWarmUp = new AtomicLong();
        AtomicLong sent = new AtomicLong();
        try (TinyServer server = new TinyServer(0, client -> answer(client, sent))) {
            Generator loop = new Generator(plan(server.address(), 8, 300, 300));
            LoadResult result = loop.run(new Generator.Listener() {
                @Override
                public void measuring() {
                    sentInWarmUp.set(sent.get());
                }
            });
            assertThat(sentInWarmUp.get()).isPositive();
            assertThat(result.answers()).isBetween(1L, sent.get() - sentInWarmUp.get() + 8);
            assertThat(loop.answersSoFar()).as("with warm-up").isGreaterThan(result.answers());
        }
    }

    @Test
    void whomABlockingServerLeavesWaitingIsNeverServed() throws Exception {
        try (Serving server = new Serving(BlockingServer::bind, new Work.None())) {
            LoadResult result = load(server.address(), 8);
            assertThat(result.neverServed()).isEqualTo(7);
            assertThat(result.answers()).isPositive();
            assertThat(result.lost()).isZero();
        }
    }

    @Test
    void aWrongAnswerIsCounted() throws Exception {
        try (TinyServer server = new TinyServer(0, WrongServer::serve)) {
            LoadResult result = load(server.address(), 4);
            assertThat(result.wrongAnswers()).isEqualTo(4);
            assertThat(result.lost()).as("counted once").isZero();
            assertThat(result.answers()).isZero();
            assertThat(result.timeToAnswer()).as("of no answers").isNull();
            assertThat(result.firstTrouble()).isEqualTo("a wrong answer");
        }
    }

    @Test
    void anAnswerWithMoreBehindItIsWrong() throws Exception {
        try (TinyServer server = new TinyServer(0, client -> {
            client.getInputStream().read();
            client.getOutputStream()
                    .write((Protocol.ANSWER + "!").getBytes(US_ASCII));
            client.getInputStream().read(); // so that it does not close before that is seen
        })) {
            assertThat(load(server.address(), 1).wrongAnswers()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerInPiecesIsOneAnswer() throws Exception {
        try (TinyServer server = new TinyServer(0, client -> {
            client.setTcpNoDelay(true);
            while (client.getInputStream().read() >= 0) {
                for (byte b : Protocol.answer()) {
                    client.getOutputStream().write(b);
                }
            }
        })) {
            LoadResult result = load(server.address(), 2);
            assertThat(result.answers()).isPositive();
            assertThat(result.wrongAnswers()).isZero();
        }
    }

    @Test
    void aConnectionThatTheServerClosesIsCountedAndTheLoadEndsWithTheLast() throws Exception {
        try (TinyServer server = new TinyServer(0, client -> {
            client.getInputStream().read();
            client.getOutputStream().write(Protocol.answer());
        })) {
            // An hour: if the loop went on without connections, this test would not end.
            Generator loop = new Generator(plan(server.address(), 4, 0, 3_600_000));
            LoadResult result = loop.run(NOBODY);
            assertThat(result.earlyCloses()).isEqualTo(4);
            assertThat(result.neverServed()).isZero();
            assertThat(result.firstTrouble()).isNotBlank();
        }
    }

    @Test
    void timesAreCountedFromTheRequestToItsWholeAnswer() throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.Wait(Duration.ofMillis(20)))) {
            LoadResult result = load(server.address(), 8);
            assertThat(result.timeToAnswer().p50()).as("in microseconds").isGreaterThanOrEqualTo(20_000);
            assertThat(result.timeToAnswer().max()).isGreaterThanOrEqualTo(result.timeToAnswer().p99());
        }
    }

    @Test
    void whereNobodyListensThereIsNoLoad() throws Exception {
        try (Socket bound = new Socket()) {
            bound.bind(ServerOptions.loopback(0)); // so that nobody else takes it meanwhile
            InetSocketAddress nobody = (InetSocketAddress) bound.getLocalSocketAddress();
            assertThatThrownBy(() -> load(nobody, 8)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void theAnswersOfTheWindowsAreAllAnswers() throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            LoadResult result = load(server.address(), 8);
            assertThat(result.windows()).hasSize(3); // of 100 ms
            // What comes after the last window's end and before the loop has noticed is in none of them.
            assertThat(result.windows().stream().mapToLong(Integer::longValue).sum())
                    .isBetween(1L, result.answers());
        }
    }

    @Test
    void littlesLawHolds() throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.Wait(Duration.ofMillis(5)))) {
            LoadResult result = load(server.address(), 8);
            // Eight clients of which each has always a request under way, but for the moments at begin and end.
            assertThat(result.inFlight()).isBetween(6.0, 8.5);
        }
    }

    @Test
    void whoThinksAsksLess() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (TinyServer server = new TinyServer(0, client -> answer(client, sent))) {
            LoadPlan plan = plan(server.address(), 2, 0, 500)
                    .withPace(new LoadPlan.Pace.Closed(Duration.ofMillis(100)));
            LoadResult result = new Generator(plan).run(NOBODY);
            // In half a second each can ask at most six times, the first time at once.
            assertThat(result.answers()).isBetween(2L, 12L);
            assertThat(result.neverServed()).isZero();
        }
    }

    @Test
    void aRequestMayHaveManyBytesAndStillHasOneAnswer() throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            LoadResult result = new Generator(plan(server.address(), 4, 0, 300).withRequests(4096, 0)).run(NOBODY);
            assertThat(result.answers()).isPositive();
            assertThat(result.troubles()).isZero();
        }
    }

    @Test
    void aRequestThatIsSplitOnItsWayMayHaveSeveral() throws Exception {
        byte[] two = (Protocol.ANSWER + Protocol.ANSWER).getBytes(US_ASCII);
        try (TinyServer server = new TinyServer(0, client -> {
            while (client.getInputStream().readNBytes(10).length == 10) {
                client.getOutputStream().write(two);
            }
        })) {
            LoadResult result = new Generator(plan(server.address(), 2, 0, 300).withRequests(10, 0)).run(NOBODY);
            assertThat(result.answers()).isPositive();
            assertThat(result.troubles()).isZero();
        }
    }

    @Test
    void whoLeavesAfterEachAnswerConnectsAgain() throws Exception {
        AtomicLong connections = new AtomicLong();
        try (TinyServer server = new TinyServer(0, client -> {
            connections.incrementAndGet();
            answer(client, new AtomicLong());
        })) {
            LoadResult result = new Generator(plan(server.address(), 2, 0, 300).withRequests(1, 1)).run(NOBODY);
            assertThat(result.answers()).isGreaterThan(2);
            assertThat(result.troubles()).isZero();
            assertThat(result.connected()).isGreaterThanOrEqualTo(result.answers());
        }
    }

    @Test
    void bystandersAreThereAndNotMeasured() throws Exception {
        AtomicLong connections = new AtomicLong();
        try (TinyServer server = new TinyServer(0, client -> {
            connections.incrementAndGet();
            answer(client, new AtomicLong());
        })) {
            LoadPlan plan = plan(server.address(), 2, 0, 300).withBystanders(new LoadPlan.Bystanders(3, 2, 4));
            LoadResult result = new Generator(plan).run(NOBODY);
            assertThat(connections).hasValue(2 + 3 + 2 + 4);
            assertThat(result.connections()).isEqualTo(2);
            assertThat(result.connected()).isEqualTo(2 + 3 + 2 + 4);
            assertThat(result.neverServed()).isZero();
            assertThat(result.troubles()).isZero();
        }
    }

    @Test
    void connectingIsNoFasterThanItWasAskedToBe() throws Exception {
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        try (TinyServer server = new TinyServer(0, client -> {
            times.add(System.nanoTime());
            answer(client, new AtomicLong());
        })) {
            LoadPlan fast = plan(server.address(), 21, 0, 100);
            LoadPlan paced = new LoadPlan(fast.target(), fast.sources(), fast.connections(), fast.pace(), 1, 0,
                    fast.bystanders(), 100, fast.connectDeadline(), fast.warmup(), fast.duration());
            new Generator(paced).run(NOBODY);
            // 20 gaps of 10 ms; what the server's threads do to the first and last is far less than half of that.
            assertThat(Collections.max(times) - Collections.min(times)).isGreaterThan(100_000_000L);
        }
    }

    /** In a JVM of its own, and its server in another, as it runs for the user: after other tests the compiler knows too many ways through the loop. */
    @Test
    void theGeneratorAllocatesNothingForAnAnswer() throws Exception {
        try (Spawned server = Spawned.hello("serve", "nio-loop", "--port", "0", "--until-stdin-closes")) {
            Process probe = new ProcessBuilder(JavaCommand.of(Comparison.GENERATOR_FLAGS, AllocationProbe.class,
                    Integer.toString(server.awaitAddress("serves on").getPort())))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                String printed = new String(probe.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertThat(Double.parseDouble(printed.strip())).as("bytes for an answer").isLessThan(1);
            } finally {
                probe.destroyForcibly();
            }
        }
    }
}
