import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.Semaphore;

/** What becomes of an exception in completed(): nobody tells failed(), and nobody closes the connection. */
public class LostError {
    // region handler
    static final class Reading implements CompletionHandler<Integer, Void> {
        @Override
        public void completed(Integer bytes, Void none) {
            System.out.println(Thread.currentThread().getName() + ": completed()");
            throw new IllegalStateException("a mistake in the handler");
        }

        @Override
        public void failed(Throwable cause, Void none) {
            System.out.println(Thread.currentThread().getName() + ": failed()"); // never
        }
    }
    // endregion

    static final class Accepting implements CompletionHandler<AsynchronousSocketChannel, Void> {
        private final AsynchronousServerSocketChannel server;

        Accepting(AsynchronousServerSocketChannel server) {
            this.server = server;
        }

        @Override
        public void completed(AsynchronousSocketChannel client, Void none) {
            server.accept(null, this);
            client.read(ByteBuffer.allocate(4096), null, new Reading());
        }

        @Override
        public void failed(Throwable cause, Void none) {} // the server is closed: the program ends
    }

    public static void main(String[] args) throws Exception {
        Semaphore deaths = new Semaphore(0);
        AsynchronousChannelGroup group = AsynchronousChannelGroup.withFixedThreadPool(1,
                Thread.ofPlatform().daemon().name("loop-", 1)
                        .uncaughtExceptionHandler((thread, e) -> {
                            System.out.println(thread.getName() + " dies: " + e);
                            deaths.release();
                        })
                        .factory());
        try (AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open(group)) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.accept(null, new Accepting(server));
            InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
            for (int client = 1; client <= 2; client++) {
                try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                    socket.setSoTimeout(300);
                    socket.getOutputStream().write('?');
                    deaths.acquire();
                    int answer = socket.getInputStream().read();
                    System.out.println("client " + client + ": " + (answer == -1 ? "end of stream" : "an answer"));
                } catch (SocketTimeoutException e) {
                    System.out.println("client " + client + ": no answer, no end of stream, only silence");
                }
            }
        }
    }
}
