package hello.bench.micro;

import hello.bench.Model;
import hello.bench.Models;
import hello.bench.Self;
import hello.bench.load.MachineLimits;
import hello.protocol.check.ServerProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One turn of an event loop: something becomes ready, {@code select} says so, it is read. While one channel is ready in each turn,
 * more and more connections are registered and silent.
 *
 * <p>
 * The idle ones are real connections, to a server in a process of its own (both ends in one process would need twice as many open
 * files, and 20,000 is a usual limit). What becomes ready is a pipe, into which the measuring thread writes a byte: its write and
 * read, about a microsecond, are in every figure and the same in all. What is not measured: what a server does with what it reads.
 *
 * <p>
 * What one should see: {@code turn} costs the same beside 10 and beside 10,000. The system keeps the list of who is ready (epoll
 * on Linux, kqueue on macOS) and {@code select} is O(ready). {@code turnWithPoll} is the same with the older system call, which is
 * given all channels each time and looks at every one: O(registered), and the reason why one thread for ten thousand clients was
 * once thought impossible. (The JDK has it as another {@code SelectorProvider}; not on Windows, where it fails and says so.)
 *
 * <pre>{@code
 * hello jmh Selecting
 *  benchmark               ns/op                 95 %  ratio
 *  turn 10                 1,657          1,592–1,736   1.00
 *  turn 100                1,693          1,618–1,768   1.02
 *  turn 1000               1,769          1,624–1,905   1.07
 *  turn 10000              1,781          1,621–1,954   1.07
 *  turnWithPoll 10         3,708          3,691–4,171   2.24
 *  turnWithPoll 100       20,161        19,193–23,045   12.2
 *  turnWithPoll 1000     194,800      187,064–220,317    118
 *  turnWithPoll 10000  5,449,802  2,318,110–6,811,147  3,289
 * }</pre>
 */
@State(Scope.Thread)
public class Selecting extends Measured {
    /** Open files that the JVM and the pipe need besides. */
    private static final int RESERVE = 300;

    /** How many connections are registered and silent. */
    @Param({"10", "100", "1000", "10000"})
    public int idle;

    private final ByteBuffer oneByte = ByteBuffer.allocateDirect(1);
    private ServerProcess server;
    private Selector selector;
    private Pipe pipe;

    /** For JMH. */
    public Selecting() {}

    /**
     * Connects all of them.
     *
     * @throws IOException if one cannot be had
     * @throws InterruptedException if JMH has lost patience
     */
    @Setup
    public void register() throws IOException, InterruptedException {
        long files = MachineLimits.current().files().orElse(Long.MAX_VALUE);
        if (idle + RESERVE > files) {
            throw new IllegalStateException(String.format("%,d connections need as many open files, and there are %,d: "
                    + "raise the hard limit (ulimit -Hn), or ask for fewer with -p idle=%d", idle, files, files / 2));
        }
        Model model = Models.find("nio-loop").orElseThrow();
        server = ServerProcess.start(Self.serve(List.of("-Xmx256m"), model, List.of()), 0);
        selector = Selector.open();
        for (int i = 0; i < idle; i++) {
            SocketChannel connection = SocketChannel.open(server.address());
            connection.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        }
        pipe = Pipe.open();
        pipe.source().configureBlocking(false).register(selector, SelectionKey.OP_READ);
    }

    /**
     * Closes them.
     *
     * @throws IOException if that fails
     */
    @TearDown(Level.Trial)
    public void leave() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        pipe.sink().close();
        selector.close();
        server.close();
    }

    /**
     * With what the JDK takes on this system.
     *
     * @return how many channels were ready: one
     * @throws IOException if the system refuses
     */
    @Benchmark
    public int turn() throws IOException {
        pipe.sink().write(oneByte.clear());
        int ready = selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
            ((Pipe.SourceChannel) key.channel()).read(oneByte.clear());
        }
        selector.selectedKeys().clear();
        return ready;
    }

    /**
     * With poll, which looks at every channel each time.
     *
     * @return how many channels were ready: one
     * @throws IOException if the system refuses
     */
    @Benchmark
    @Fork(jvmArgsAppend = "-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.PollSelectorProvider")
    public int turnWithPoll() throws IOException {
        return turn();
    }
}
