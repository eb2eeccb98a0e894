import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritePendingException;

/** A write is started while another one is under way, to a client that does not read. */
public class TwoWrites {
    static final class Told implements CompletionHandler<Integer, String> {
        @Override
        public void completed(Integer bytes, String which) {
            System.out.println(which + " write: completed with " + bytes + " bytes");
        }

        @Override
        public void failed(Throwable cause, String which) {
            System.out.println(which + " write: failed with " + cause);
        }
    }

    public static void main(String[] args) throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open().bind(anyPort);
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                AsynchronousSocketChannel accepted = server.accept().get()) {
            // region writes
            ByteBuffer big = ByteBuffer.allocate(64 * 1024 * 1024);
            accepted.write(big, "first", new Told()); // takes what there is room for, and completes
            while (accepted.write(big).get() > 100_000) {} // fills what is left
            accepted.write(big, "second", new Told()); // no room: it is under way until the client reads
            try {
                accepted.write(big, "third", new Told());
            } catch (WritePendingException e) {
                System.out.println("third write: " + e);
            }
            // endregion
        }
    }
}
