import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;

/** The same mistake twice: in code that blocks, and in code that is called back. Which stack says who wanted it? */
public class LostStack {
    private static final CountDownLatch DONE = new CountDownLatch(1);

    public static void main(String[] args) throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

        System.out.println("blocking:");
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(anyPort);
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                SocketChannel accepted = server.accept()) {
            client.write(ByteBuffer.wrap(new byte[]{'?'}));
            handleOrder(accepted);
        }

        System.out.println("callback:");
        try (AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open().bind(anyPort);
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                AsynchronousSocketChannel accepted = server.accept().get()) {
            handleOrderLater(accepted);
            client.write(ByteBuffer.wrap(new byte[]{'?'}));
            DONE.await();
        }
    }

    // region blocking
    static void handleOrder(SocketChannel client) throws Exception {
        ByteBuffer request = ByteBuffer.allocate(4096);
        client.read(request);
        parse(request);
    }
    // endregion

    // region callback
    static void handleOrderLater(AsynchronousSocketChannel client) {
        ByteBuffer request = ByteBuffer.allocate(4096);
        client.read(request, null, new CompletionHandler<Integer, Void>() {
            @Override
            public void completed(Integer bytes, Void none) {
                parse(request);
                DONE.countDown();
            }

            @Override
            public void failed(Throwable cause, Void none) {}
        });
    }
    // endregion

    /** Does not even throw: it looks back. */
    static void parse(ByteBuffer request) {
        StackWalker.getInstance().forEach(frame -> System.out.println(
                "    " + frame.getClassName() + "." + frame.getMethodName()));
    }
}
