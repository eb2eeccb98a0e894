import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritePendingException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** A write is started while another one is under way, to a client that does not read. */
public class TwoWrites {
    static final class Told implements CompletionHandler<Integer, Void> {
        final Semaphore calls = new Semaphore(0);
        final LongAdder taken = new LongAdder();

        @Override
        public void completed(Integer bytes, Void none) {
            taken.add(bytes);
            calls.release();
        }

        @Override
        public void failed(Throwable cause, Void none) {
            System.out.println("failed() was told of: " + cause);
            calls.release();
        }
    }

    public static void main(String[] args) throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open().bind(anyPort);
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                AsynchronousSocketChannel accepted = server.accept().get()) {
            Told told = new Told();
            // region writes
            ByteBuffer big = ByteBuffer.allocate(64 * 1024 * 1024);
            int started = 0;
            try {
                while (true) { // the first ones take what there is room for; then one has to wait
                    accepted.write(big.duplicate(), null, told);
                    started++;
                }
            } catch (WritePendingException e) {
                told.calls.acquire(started - 1); // all but the last one are complete
                System.out.println("completed() was told of " + told.taken + " bytes, of 67108864");
                System.out.println("write() throws: " + e);
            }
            // endregion
            accepted.close(); // ends the one that is under way
            told.calls.acquire();
        }
    }
}
