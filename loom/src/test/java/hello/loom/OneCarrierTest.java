package hello.loom;

import static org.assertj.core.api.Assertions.assertThat;

import hello.protocol.Protocol;
import hello.protocol.check.JavaCommand;
import hello.protocol.check.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** On a machine with one CPU there is one carrier, and virtual threads are not taken off it. */
class OneCarrierTest {
    private static final int FLOODERS = 2;

    private static final int ANSWERS = 200;

    /**
     * So many answers the flooders may get while the others get theirs. Who shares the carrier gives some tens away for each; who
     * does not gives away two hundred thousand. What was on its way before (400,000 at most, for so much fits into the
     * sockets' buffers) is in it too.
     */
    private static final long GIVEN_AWAY = 1_000_000;

    @Test
    void aFloodThatIsStillReadFromDoesNotKeepTheOthersWaiting() throws Exception {
        List<String> command = JavaCommand.of(List.of("-Djdk.virtualThreadScheduler.parallelism=1"), LoomServer.class,
                ServerProcess.PORT);
        List<Socket> flooders = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(command, 0);
                Socket witness = connect(server.address())) {
            try {
                AtomicLong given = new AtomicLong();
                CountDownLatch underWay = new CountDownLatch(FLOODERS);
                for (int i = 0; i < FLOODERS; i++) {
                    Socket flooder = connect(server.address());
                    flooders.add(flooder);
                    // They read what comes, so the server never has to wait before it writes: this flood has no end.
                    Thread.ofPlatform().daemon().start(() -> drain(flooder, underWay, given));
                    Thread.ofPlatform().daemon().start(() -> flood(flooder));
                }
                underWay.await();
                given.set(0);
                for (int i = 0; i < ANSWERS; i++) {
                    witness.getOutputStream().write('x');
                    assertThat(witness.getInputStream().readNBytes(Protocol.ANSWER.length())).hasSize(12);
                    assertThat(given.get()).as("answers to those who flood, at answer %d", i).isLessThan(GIVEN_AWAY);
                }
            } finally {
                for (Socket flooder : flooders) {
                    flooder.close();
                }
            }
        }
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        return new Socket(address.getAddress(), address.getPort());
    }

    private static void flood(Socket socket) {
        try {
            byte[] much = new byte[1 << 20];
            while (true) {
                socket.getOutputStream().write(much);
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void drain(Socket socket, CountDownLatch underWay, AtomicLong given) {
        try {
            InputStream in = socket.getInputStream();
            byte[] answers = in.readNBytes(1_000 * Protocol.ANSWER.length());
            underWay.countDown();
            for (int bytes = in.read(answers); bytes >= 0; bytes = in.read(answers)) {
                given.addAndGet(bytes / Protocol.ANSWER.length());
            }
        } catch (IOException e) {
            // The test is over.
        }
    }
}
