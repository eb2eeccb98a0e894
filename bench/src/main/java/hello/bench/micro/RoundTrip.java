package hello.bench.micro;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * One request and its answer on a connection that stays, against each of the six servers in the same JVM: the mean of it, and
 * its percentiles.
 *
 * <p>
 * What is measured: the client's write and read, the server's, and what the system does in between, which is most of it. Each JMH
 * thread is a client with a connection of its own. {@code blocking} has one client only: a second one would wait for ever. What
 * is not: capacity. A client asks again when it has its answer, and clients and server share the CPUs; {@code hello compare} is
 * there for that, with processes and CPUs of their own.
 *
 * <p>
 * What one should see: with one client the six hardly differ, though their hand-overs differ by a factor of a thousand
 * ({@link HandOver}): system calls and the wake-up of a sleeping thread are in all of them. With eight clients on two CPUs an
 * answer does not take eight times as long: while one side sleeps, another works.
 *
 * <pre>{@code
 * hello jmh RoundTrip
 * hello jmh RoundTrip -p model=nio-loop,loom -bm sample
 *  benchmark                         us/op       95 %  ratio   p50   p99
 *  oneClient blocking                 61.8  56.1–68.5   1.09     -     -
 *  oneClient threaded                 72.8  60.8–79.8   1.29     -     -
 *  oneClient nio-loop                 68.4  58.9–79.9   1.21     -     -
 *  oneClient callbacks                64.4  57.2–79.5   1.14     -     -
 *  oneClient coroutines               65.2  15.9–68.2   1.15     -     -
 *  oneClient loom                     67.4  59.0–78.5   1.19     -     -
 *  oneClient blocking, sampled        56.6  17.3–61.7   1.00  56.8  87.9
 *  oneClient threaded, sampled        58.8  16.2–73.7   1.04  56.9  96.3
 *  oneClient nio-loop, sampled        59.4  56.7–72.1   1.05  59.2  98.0
 *  oneClient callbacks, sampled       65.7  57.9–73.4   1.16  69.0   116
 *  oneClient coroutines, sampled      64.4  55.3–79.1   1.14  66.7   107
 *  oneClient loom, sampled            59.7  58.9–71.1   1.05  59.5   119
 *  eightClients threaded              76.6  69.3–79.0   1.35     -     -
 *  eightClients nio-loop              91.5   82.6–122   1.62     -     -
 *  eightClients callbacks              110   97.3–163   1.94     -     -
 *  eightClients coroutines            88.8   85.5–117   1.57     -     -
 *  eightClients loom                  84.3  77.7–93.8   1.49     -     -
 *  eightClients threaded, sampled     73.9  68.9–77.2   1.30  59.6   175
 *  eightClients nio-loop, sampled     87.1   82.1–101   1.54  75.2   200
 *  eightClients callbacks, sampled     103   98.9–111   1.83  54.7   607
 *  eightClients coroutines, sampled   82.6  81.5–85.3   1.46  73.0   170
 *  eightClients loom, sampled         83.7  80.4–93.8   1.48  43.0   457
 * }</pre>
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RoundTrip extends Measured {
    /** For JMH. */
    public RoundTrip() {}

    /** A server, from before the clients connect until they have left. */
    public abstract static class Served {
        private InProcess server;

        /** JMH makes those that extend it. */
        Served() {}

        abstract String model();

        /**
         * Before the clients connect.
         *
         * @param params how many there will be
         * @throws IOException if it cannot be had
         */
        @Setup
        public void start(BenchmarkParams params) throws IOException {
            server = InProcess.start(model(), params.getThreads());
        }

        /**
         * After the clients have left.
         *
         * @throws InterruptedException if JMH has lost patience
         */
        @TearDown
        public void stop() throws InterruptedException {
            server.stop();
        }
    }

    /** A server that one client talks to: any of them. */
    @State(Scope.Benchmark)
    public static class ForOne extends Served {
        /** Which. */
        @Param({"blocking", "threaded", "nio-loop", "callbacks", "coroutines", "loom"})
        public String model;

        /** JMH makes it. */
        public ForOne() {}

        @Override
        String model() {
            return model;
        }
    }

    /** A server that several talk to at once: all but blocking. */
    @State(Scope.Benchmark)
    public static class ForMany extends Served {
        /** Which. */
        @Param({"threaded", "nio-loop", "callbacks", "coroutines", "loom"})
        public String model;

        /** JMH makes it. */
        public ForMany() {}

        @Override
        String model() {
            return model;
        }
    }

    /** The client of one JMH thread; its connection stays for all iterations. */
    public abstract static class Client {
        private final HelloClient client = new HelloClient();

        /** JMH makes those that extend it. */
        Client() {}

        void connect(Served to) throws IOException {
            client.connect(to.server.address());
        }

        byte[] hello() throws IOException {
            return client.hello();
        }

        /**
         * Before the server is stopped.
         *
         * @throws IOException if that fails
         */
        @TearDown
        public void leave() throws IOException {
            client.close();
        }
    }

    /** A client that has the server for itself. */
    @State(Scope.Thread)
    public static class OneClient extends Client {
        /** JMH makes it. */
        public OneClient() {}

        /**
         * Connects.
         *
         * @param server to whom
         * @throws IOException if that fails
         */
        @Setup
        public void connect(ForOne server) throws IOException {
            super.connect(server);
        }
    }

    /** A client among others. */
    @State(Scope.Thread)
    public static class OneOfMany extends Client {
        /** JMH makes it. */
        public OneOfMany() {}

        /**
         * Connects.
         *
         * @param server to whom
         * @throws IOException if that fails
         */
        @Setup
        public void connect(ForMany server) throws IOException {
            super.connect(server);
        }
    }

    /**
     * One client and nobody else.
     *
     * @param one the client
     * @return the answer, verified
     * @throws IOException if the connection is lost
     */
    @Benchmark
    @Threads(1)
    public byte[] oneClient(OneClient one) throws IOException {
        return one.hello();
    }

    /**
     * Eight clients at once.
     *
     * @param one one of them
     * @return the answer, verified
     * @throws IOException if the connection is lost
     */
    @Benchmark
    @Threads(8)
    public byte[] eightClients(OneOfMany one) throws IOException {
        return one.hello();
    }
}
