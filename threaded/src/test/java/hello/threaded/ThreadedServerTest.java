package hello.threaded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import hello.protocol.HelloServer;
import hello.protocol.Protocol;
import hello.protocol.ServerLog;
import hello.protocol.ServerOptions;
import hello.protocol.Work;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the contract does not ask, since it is about this model. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThreadedServerTest {
    private static final ServerOptions ANY_PORT = ServerOptions.defaults().withPort(0).withLog(ServerLog.quiet());

    @Test
    void atTheCeilingTheNextClientWaitsUntilOneLeaves() throws Exception {
        BlockingQueue<SocketAddress> accepted = new LinkedBlockingQueue<>();
        serve(ThreadedServer.bind(ANY_PORT.withLog(new Telling(accepted)), 2), server -> {
            try (Socket first = connect(server); Socket second = connect(server); Socket third = connect(server)) {
                assertThat(ask(first)).isEqualTo(Protocol.ANSWER);
                assertThat(ask(second)).isEqualTo(Protocol.ANSWER);
                assertThat(accepted).as("the third is connected, and not accepted").hasSize(2);
                first.shutdownOutput();
                assertThat(ask(third)).isEqualTo(Protocol.ANSWER);
            }
        });
    }

    @Test
    void whoeverWaitsHoldsUpNobody() throws Exception {
        BlockingQueue<SocketAddress> accepted = new LinkedBlockingQueue<>();
        ServerOptions options = ANY_PORT.withWork(new Work.Wait(Duration.ofHours(1))).withLog(new Telling(accepted));
        serve(ThreadedServer.bind(options), server -> {
            try (Socket first = connect(server)) {
                assertThat(accepted.poll(30, TimeUnit.SECONDS)).isNotNull();
                first.getOutputStream().write('x'); // its answer comes in an hour
                for (int i = 0; i < 10; i++) {
                    try (Socket _ = connect(server)) {
                        assertThat(accepted.poll(30, TimeUnit.SECONDS)).as("client %d is accepted meanwhile", i)
                                .isNotNull();
                    }
                }
            }
        });
    }

    @Test
    void aRequestThatWaitsOrComputesIsAnswered() throws Exception {
        for (Work work : new Work[]{new Work.Wait(Duration.ofMillis(20)), new Work.Cpu(1_000)}) {
            serve(ThreadedServer.bind(ANY_PORT.withWork(work)), server -> {
                try (Socket client = connect(server)) {
                    assertThat(ask(client)).isEqualTo(Protocol.ANSWER);
                    assertThat(ask(client)).isEqualTo(Protocol.ANSWER);
                }
            });
        }
    }

    @Test
    void aMistakeInOneConnectionIsToldAndEndsThatConnectionAlone() throws Exception {
        AtomicBoolean first = new AtomicBoolean(true);
        BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
        ServerLog failing = new ServerLog() {
            @Override
            public void connectionFrom(SocketAddress client) {
                if (first.getAndSet(false)) {
                    throw new IllegalStateException("a mistake in the handler");
                }
            }

            @Override
            public void connectionLost(SocketAddress client, Throwable cause) {
                told.add(cause);
            }

            @Override
            public void acceptPaused(Throwable cause) {}
        };
        serve(ThreadedServer.bind(ANY_PORT.withLog(failing)), server -> {
            try (Socket unlucky = connect(server)) {
                assertThat(unlucky.getInputStream().read()).as("end of stream").isEqualTo(-1);
                assertThat(told.poll(30, TimeUnit.SECONDS)).hasMessage("a mistake in the handler");
            }
            try (Socket next = connect(server)) {
                assertThat(ask(next)).isEqualTo(Protocol.ANSWER);
            }
        });
    }

    /** Tells of each client that is accepted. */
    private record Telling(BlockingQueue<SocketAddress> accepted) implements ServerLog {
        @Override
        public void connectionFrom(SocketAddress client) {
            accepted.add(client);
        }

        @Override
        public void connectionLost(SocketAddress client, Throwable cause) {}

        @Override
        public void acceptPaused(Throwable cause) {}
    }

    private static void serve(HelloServer server, Conversation conversation) throws Exception {
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                server.run();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        try (server) {
            conversation.with(server);
        }
        thread.join();
    }

    private static Socket connect(HelloServer server) throws IOException {
        return new Socket(server.address().getAddress(), server.address().getPort());
    }

    private static String ask(Socket client) throws IOException {
        client.getOutputStream().write('x');
        return new String(client.getInputStream().readNBytes(Protocol.ANSWER.length()), US_ASCII);
    }

    @FunctionalInterface
    private interface Conversation {
        void with(HelloServer server) throws Exception;
    }
}
