package hello.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import hello.bench.Serving;
import hello.bench.TinyServer;
import hello.bench.WrongServer;
import hello.blocking.BlockingServer;
import hello.nioloop.NioLoopServer;
import hello.protocol.Protocol;
import hello.protocol.ServerOptions;
import hello.protocol.Work;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    private static final ClosedLoop.Listener NOBODY = new ClosedLoop.Listener() {
    };

    private static LoadPlan plan(InetSocketAddress target, int connections, int warmupMillis, int millis) {
        return new LoadPlan(target, connections, Duration.ofMillis(warmupMillis), Duration.ofMillis(millis),
                Duration.ofSeconds(10));
    }

    private static LoadResult load(InetSocketAddress target, int connections) throws IOException {
        return new ClosedLoop(plan(target, connections, 0, 300)).run(NOBODY);
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
            ClosedLoop loop = new ClosedLoop(plan(server.address(), 8, 300, 300));
            LoadResult result = loop.run(new ClosedLoop.Listener() {
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
    void aWrongAnswerIsCountedAndItsConnectionLost() throws Exception {
        try (TinyServer server = new TinyServer(0, WrongServer::serve)) {
            LoadResult result = load(server.address(), 4);
            assertThat(result.wrongAnswers()).isEqualTo(4);
            assertThat(result.lost()).isEqualTo(4);
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
                    .write((Protocol.ANSWER + "!").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
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
    void aConnectionThatTheServerClosesIsLostAndTheLoadEndsWithTheLast() throws Exception {
        try (TinyServer server = new TinyServer(0, client -> {
            client.getInputStream().read();
            client.getOutputStream().write(Protocol.answer());
        })) {
            // An hour: if the loop went on without connections, this test would not end.
            ClosedLoop loop = new ClosedLoop(plan(server.address(), 4, 0, 3_600_000));
            LoadResult result = loop.run(NOBODY);
            assertThat(result.lost()).isEqualTo(4);
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
    void theGeneratorAllocatesNothingForAnAnswer() throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            // Interpreted code allocates what compiled code does not, and nobody knows when the compiler is done.
            double bytes = Double.MAX_VALUE;
            for (int i = 0; i < 60 && bytes >= 1; i++) {
                bytes = bytesPerAnswer(server.address());
            }
            assertThat(bytes).as("bytes for an answer").isLessThan(1);
        }
    }

    private static double bytesPerAnswer(InetSocketAddress server) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        AtomicLong allocated = new AtomicLong();
        LoadResult result = new ClosedLoop(plan(server, 64, 500, 500)).run(new ClosedLoop.Listener() {
            @Override
            public void measuring() {
                allocated.set(-threads.getCurrentThreadAllocatedBytes());
            }

            @Override
            public void measured() {
                allocated.addAndGet(threads.getCurrentThreadAllocatedBytes());
            }
        });
        return (double) allocated.get() / result.answers();
    }
}
