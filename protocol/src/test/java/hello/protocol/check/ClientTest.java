package hello.protocol.check;

import static org.assertj.core.api.Assertions.assertThat;

import hello.protocol.ServerOptions;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ClientTest {
    /** So many, that among them there are some for each moment at which it can happen. */
    private static final int TIMES = 3_000;

    @Test
    void aServerThatDiesWhileSomebodyConnectsIsUndecidedWheneverThatIs() throws Exception {
        int undecided = 0;
        for (int i = 0; i < TIMES; i++) {
            try (ServerSocket dying = new ServerSocket()) {
                dying.bind(ServerOptions.loopback(0));
                InetSocketAddress address = (InetSocketAddress) dying.getLocalSocketAddress();
                Thread end = Thread.ofPlatform().start(() -> closeQuietly(dying));
                try {
                    Client.connect(address).close();
                } catch (Undecided e) {
                    undecided++; // and nothing else is thrown
                }
                end.join();
            }
        }
        assertThat(undecided).isPositive();
    }

    private static void closeQuietly(AutoCloseable closing) {
        try {
            closing.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
