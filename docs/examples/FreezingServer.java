import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A hello server that freezes: in each second, for the first 200 ms, it answers nobody. (A garbage collector that stops the
 * world does that, a lock that everybody needs, a disk that is full of writes.) For the rest of the second it is fast.
 */
public class FreezingServer {
    // region freeze
    private static final long PERIOD_NANOS = 1_000_000_000;
    private static final long FROZEN_NANOS = 200_000_000;
    private static final long START = System.nanoTime();

    /** Returns at once, unless it is frozen now. */
    static void waitWhileFrozen() throws InterruptedException {
        long inPeriod = (System.nanoTime() - START) % PERIOD_NANOS;
        if (inPeriod < FROZEN_NANOS) {
            Thread.sleep((FROZEN_NANOS - inPeriod) / 1_000_000 + 1);
        }
    }
    // endregion

    public static void main(String[] args) throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 4096);
            System.out.println("Serving on 127.0.0.1:" + server.getLocalPort());
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        }
    }

    static void serve(Socket client) {
        byte[] request = new byte[4096];
        byte[] answer = "Hello world\n".getBytes();
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            while (in.read(request) != -1) {
                waitWhileFrozen();
                out.write(answer);
            }
        } catch (IOException e) {
            // The client has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
