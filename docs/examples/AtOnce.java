import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;

/** An operation that is done at once calls its handler at once. The handler starts the next one, which is done at once… */
public class AtOnce {
    // region naive
    /** A callback API as one would write it at first: here is a byte always there, so read calls back from within. */
    static final class NaiveChannel {
        int calls;

        void read(Runnable whenRead) {
            calls++;
            whenRead.run();
        }
    }
    // endregion

    /** Reads a byte at a time, and counts how many of its own calls are on the stack. */
    static final class Reading implements CompletionHandler<Integer, Void> {
        private final AsynchronousSocketChannel channel;
        private final ByteBuffer oneByte = ByteBuffer.allocate(1);
        private final CountDownLatch done = new CountDownLatch(1);
        private int bytes;
        private int depth;
        private int deepest;

        Reading(AsynchronousSocketChannel channel) {
            this.channel = channel;
        }

        // region depth
        @Override
        public void completed(Integer read, Void none) {
            depth++;
            deepest = Math.max(deepest, depth);
            bytes++;
            if (bytes < 100_000) {
                channel.read(oneByte.clear(), null, this);
            } else {
                done.countDown();
            }
            depth--;
        }
        // endregion

        @Override
        public void failed(Throwable cause, Void none) {
            throw new IllegalStateException(cause);
        }
    }

    private static NaiveChannel naive;

    static void readOn() {
        naive.read(AtOnce::readOn);
    }

    public static void main(String[] args) throws Exception {
        naive = new NaiveChannel();
        try {
            readOn();
        } catch (StackOverflowError e) {
            System.out.println("naive: StackOverflowError after " + naive.calls + " bytes");
        }

        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        AsynchronousChannelGroup oneThread = AsynchronousChannelGroup.withFixedThreadPool(1,
                Thread.ofPlatform().daemon().factory());
        try (AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open(oneThread).bind(anyPort);
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                AsynchronousSocketChannel accepted = server.accept().get()) {
            client.write(ByteBuffer.allocate(100_000)); // all of them are there before the first is read
            Reading reading = new Reading(accepted);
            accepted.read(reading.oneByte, null, reading);
            reading.done.await();
            System.out.println("the JDK: " + reading.bytes + " bytes, and at most " + reading.deepest
                    + " handlers on top of one another");
        }
    }
}
