package hello.bench;

import hello.protocol.ServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that does with each client what a test wants, on a thread of its own. */
public final class TinyServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket();

    /** What is done with a client. The connection is closed afterwards. */
    @FunctionalInterface
    public interface Handler {
        void serve(Socket client) throws IOException;
    }

    public TinyServer(int port, Handler handler) throws IOException {
        listener.setReuseAddress(true);
        listener.bind(ServerOptions.loopback(port), 1_000);
        Thread.ofPlatform().daemon().name("accept").start(() -> accept(handler));
    }

    private void accept(Handler handler) {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client, handler));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private static void serve(Socket client, Handler handler) {
        try (client) {
            handler.serve(client);
        } catch (IOException e) {
            // This client is gone.
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
