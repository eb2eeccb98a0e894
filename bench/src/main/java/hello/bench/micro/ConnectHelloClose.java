package hello.bench.micro;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The whole life of a connection: connect, one request, one answer, close; one after the other, against each of the six servers
 * in the same JVM.
 *
 * <p>
 * Who closes first keeps the port for a while (TIME_WAIT, a minute on Linux), and here that is the client. So the connections are
 * counted, not the seconds: a fork makes {@value #CONNECTIONS} at a time, ten times over, which is less than the 16,384 local
 * ports that the most frugal system gives one address, and each fork has a server, and therefore a port to connect to, of its
 * own. No trick (SO_LINGER of 0) spares it TIME_WAIT: that would be another end, a reset, and another life.
 *
 * <p>
 * What one should see: about twice a round trip ({@link RoundTrip}), and five of the six within a factor of two: the system
 * makes and ends the connection. {@code threaded} pays for a thread each time: {@link Spawn} says how much.
 *
 * <pre>{@code
 * hello jmh ConnectHelloClose
 *  benchmark        us/op      95 %  ratio
 *  life blocking      118  94.4–129   1.16
 *  life threaded      281   262–305   2.75
 *  life nio-loop      102  95.9–122   1.00
 *  life callbacks     114   107–154   1.12
 *  life coroutines    123   113–181   1.21
 *  life loom          175   159–193   1.72
 * }</pre>
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@State(Scope.Thread)
public class ConnectHelloClose extends Measured {
    private static final int CONNECTIONS = 1_000;

    /** Which server. */
    @Param({"blocking", "threaded", "nio-loop", "callbacks", "coroutines", "loom"})
    public String model;

    private final HelloClient client = new HelloClient();
    private InProcess server;

    /** For JMH. */
    public ConnectHelloClose() {}

    /**
     * A server on a new port.
     *
     * @param params how many clients there will be at a time
     * @throws IOException if it cannot be had
     */
    @Setup
    public void start(BenchmarkParams params) throws IOException {
        server = InProcess.start(model, params.getThreads());
    }

    /**
     * Frees the port.
     *
     * @throws InterruptedException if JMH has lost patience
     */
    @TearDown
    public void stop() throws InterruptedException {
        server.stop();
    }

    /**
     * A thousand lives.
     *
     * @throws IOException if one of them fails
     */
    @Benchmark
    @OperationsPerInvocation(CONNECTIONS)
    public void life() throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            try (HelloClient connected = client.connect(server.address())) {
                connected.hello(); // it verifies what comes, so nothing can be left out
            }
        }
    }
}
