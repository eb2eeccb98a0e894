package hello.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hello.bench.Serving;
import hello.bench.TinyServer;
import hello.nioloop.NioLoopServer;
import hello.protocol.Protocol;
import hello.protocol.Work;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Latency is counted from when a request was due: a stall is charged to every request that it delayed. */
class OpenLoopTest {
    private static final Generator.Listener NOBODY = new Generator.Listener() {
    };

    private static LoadPlan plan(InetSocketAddress target, int connections, double rate, int millis) {
        return LoadPlan.closed(target, connections, Duration.ZERO, Duration.ofMillis(millis))
                .withPace(new LoadPlan.Pace.Open(rate, Arrivals.uniform, 1));
    }

    @Test
    void asManyRequestsAreDueAsTheRateSays() throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            LoadResult result = new Generator(plan(server.address(), 8, 1_000, 500)).run(NOBODY);
            // The measured part begins a moment after the schedule: what was due in between is the warm-up's.
            assertThat(result.open().due()).isBetween(400L, 500L);
            assertThat(result.open().sent()).isEqualTo(result.open().due());
            assertThat(result.answers()).isEqualTo(result.open().due());
            assertThat(result.open().censored()).isZero();
            assertThat(HistogramText.read(result.open().histogram()).getTotalCount()).isEqualTo(result.open().due());
        }
    }

    @Test
    void aStallIsChargedToEveryRequestThatItDelayed() throws Exception {
        AtomicBoolean stalled = new AtomicBoolean();
        try (TinyServer server = new TinyServer(0, client -> {
            // Some answers later than the first, for on a slow machine the first requests are the warm-up's.
            for (int i = 0; client.getInputStream().read() >= 0; i++) {
                if (i == 100 && stalled.compareAndSet(false, true)) {
                    pause(400);
                }
                client.getOutputStream().write(Protocol.answer());
            }
        })) {
            // One connection, so that all wait for the one answer that is late.
            LoadResult result = new Generator(plan(server.address(), 1, 1_000, 800)).run(NOBODY);
            Histogram latency = HistogramText.read(result.open().histogram());
            Histogram asSent = HistogramText.read(result.histogram());
            long slow = Duration.ofMillis(200).toNanos();
            // Due in the first 200 ms of the stall, and so at least 200 ms late: some 200 requests.
            assertThat(latency.getCountBetweenValues(slow, Long.MAX_VALUE)).isGreaterThanOrEqualTo(190);
            assertThat(asSent.getCountBetweenValues(slow, Long.MAX_VALUE)).as("as sent, it was one").isBetween(1L, 5L);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts it", e);
        }
    }

    @Test
    void aServerThatDiesEndsTheLoadAndWhatWasDueUntilThenIsCounted() throws Exception {
        try (TinyServer server = new TinyServer(0, client -> {
            for (int i = 0; i < 20; i++) {
                client.getInputStream().read();
                client.getOutputStream().write(Protocol.answer());
            }
        })) {
            LoadResult result = new Generator(plan(server.address(), 2, 1_000, 60_000)).run(NOBODY);
            assertThat(result.answers()).isPositive();
            assertThat(result.seconds()).as("it did not go on alone").isLessThan(50);
            assertThat(result.open().latency().max()).isPositive();
        }
    }

    @Test
    void whatIsNeverAnsweredIsInTheLatencyWithTheTimeThatItHasWaited() throws Exception {
        try (TinyServer server = new TinyServer(0, OpenLoopTest::readAndSayNothing)) {
            LoadResult result = new Generator(plan(server.address(), 2, 1_000, 300)).run(NOBODY);
            assertThat(result.answers()).isZero();
            assertThat(result.timeToAnswer()).isNull();
            assertThat(result.neverServed()).isEqualTo(2);
            // None, if both were sent in the moment between the schedule's start and the measured part's.
            assertThat(result.open().sent()).as("at most one for each connection").isLessThanOrEqualTo(2);
            assertThat(result.open().censored()).isEqualTo(result.open().due()).isGreaterThan(200);
            assertThat(result.open().latency().max()).as("µs").isGreaterThan(200_000);
        }
    }

    private static void readAndSayNothing(Socket client) throws IOException {
        client.getInputStream().readAllBytes();
    }

    @Test
    void whoIsStuckHoldsUpOnlyItsOwnRequest() throws Exception {
        AtomicBoolean stuck = new AtomicBoolean();
        try (TinyServer server = new TinyServer(0, client -> {
            // Some answers later than the first, for on a slow machine the first requests are the warm-up's.
            for (int i = 0; client.getInputStream().read() >= 0; i++) {
                if (i == 10 && stuck.compareAndSet(false, true)) {
                    readAndSayNothing(client);
                }
                client.getOutputStream().write(Protocol.answer());
            }
        })) {
            LoadResult result = new Generator(plan(server.address(), 8, 500, 400)).run(NOBODY);
            assertThat(result.neverServed()).isZero();
            assertThat(result.open().censored()).isEqualTo(1);
            assertThat(result.answers()).isEqualTo(result.open().due() - 1);
        }
    }

    @Test
    void whoComesAgainForEachRequestIsFreeWhenItIsConnected() throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            LoadResult result = new Generator(plan(server.address(), 8, 500, 400).withRequests(1, 1)).run(NOBODY);
            assertThat(result.answers()).isEqualTo(result.open().due());
            assertThat(result.connected()).isGreaterThanOrEqualTo(result.answers());
            assertThat(result.troubles()).isZero();
        }
    }

    @Test
    void aUniformScheduleDoesNotDrift() {
        Arrivals.Schedule schedule = Arrivals.uniform.schedule(30_000, 1);
        long last = 0;
        for (int i = 0; i < 30_000 * 60; i++) {
            last = schedule.next();
        }
        assertThat(last).isCloseTo(60_000_000_000L, within(1_000L));
    }

    @Test
    void aPoissonScheduleHasTheRateAndTheSpreadOfOne() {
        Arrivals.Schedule schedule = Arrivals.poisson.schedule(1_000, 7);
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        long before = 0;
        for (int i = 0; i < n; i++) {
            long due = schedule.next();
            double gap = due - before;
            sum += gap;
            squares += gap * gap;
            before = due;
        }
        double mean = sum / n;
        // Of an exponential distribution the standard deviation is the mean; 100,000 gaps show it to within a per cent or so.
        assertThat(mean).isCloseTo(1e6, within(2e4));
        assertThat(Math.sqrt(squares / n - mean * mean)).isCloseTo(1e6, within(3e4));
    }

    @Test
    void theSameSeedGivesTheSameSchedule() {
        Arrivals.Schedule one = Arrivals.poisson.schedule(1_000, 7);
        Arrivals.Schedule same = Arrivals.poisson.schedule(1_000, 7);
        Arrivals.Schedule other = Arrivals.poisson.schedule(1_000, 8);
        long first = one.next();
        assertThat(same.next()).isEqualTo(first);
        assertThat(other.next()).isNotEqualTo(first);
    }
}
