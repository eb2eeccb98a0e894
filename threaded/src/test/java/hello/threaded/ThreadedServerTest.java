package hello.threaded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import hello.protocol.HelloServer;
import hello.protocol.Protocol;
import hello.protocol.ServerLog;
import hello.protocol.ServerOptions;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
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
