package hello.protocol.check;

import hello.protocol.Protocol;
import hello.protocol.ServerOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * What the servers of these tests have in common, done right, so that each mistake stands alone in its few lines: an accept
 * loop with one client at a time, one with a thread for each, and an event loop.
 */
final class Serving {
    static final byte[] ANSWER = Protocol.answer();

    /** A small JVM that starts fast: there are many of them, two or three at a time. */
    private static final List<String> SMALL_JVM = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private Serving() {}

    /** A server: listens on a port and serves, until the process is stopped. */
    @FunctionalInterface
    interface Server {
        void on(int port) throws Exception;
    }

    /** What is said to one client, from its first byte to its end of stream. Whoever calls it closes the socket. */
    @FunctionalInterface
    interface Conversation {
        void with(Socket client) throws Exception;
    }

    /** What an event loop does with a connection that is ready. */
    @FunctionalInterface
    interface Turn {
        void of(SocketChannel client, SelectionKey key) throws IOException;
    }

    /** The command that runs one constant of {@link BrokenServer} or {@link RightServer} in a JVM of its own. */
    static List<String> command(Enum<?> server) {
        return JavaCommand.of(SMALL_JVM, server.getDeclaringClass(), server.name(), ServerProcess.PORT);
    }

    static ServerSocket listen(int port) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(ServerOptions.loopback(port), Protocol.BACKLOG);
        return listener;
    }

    /** One client at a time. */
    static Server inTurn(Conversation conversation) {
        return port -> {
            ServerSocket listener = listen(port);
            while (true) {
                hold(conversation, accept(listener));
            }
        };
    }

    /** A thread for each client. */
    static Server together(Conversation conversation) {
        return port -> {
            ServerSocket listener = listen(port);
            while (true) {
                Socket client = accept(listener);
                start(() -> hold(conversation, client));
            }
        };
    }

    /** Accepts the next client; with too many open files it tries again later. */
    private static Socket accept(ServerSocket listener) throws InterruptedException {
        while (true) {
            try {
                return listener.accept();
            } catch (IOException e) {
                Thread.sleep(Protocol.ACCEPT_PAUSE);
            }
        }
    }

    /** On a thread that keeps no process alive whose main thread has failed. */
    static void start(Runnable task) {
        Thread.ofPlatform().daemon().start(task);
    }

    /** Whatever happens to one client: it ends that conversation, and no other. */
    static void hold(Conversation conversation, Socket client) {
        try (client) {
            Protocol.configure(client);
            conversation.with(client);
        } catch (Exception e) {
            // Nobody is told: what a client does to its own connection is not what these tests look at.
        }
    }

    /** The right conversation. */
    static void answerEachRead(Socket client) throws IOException {
        byte[] request = new byte[Protocol.MAX_REQUEST];
        while (client.getInputStream().read(request) != -1) {
            client.getOutputStream().write(ANSWER);
        }
    }

    /** One thread, one selector. What a turn throws ends the loop: see {@link #surviving}. */
    static Server eventLoop(Turn turn) {
        return port -> {
            Selector selector = Selector.open();
            ServerSocketChannel listener = ServerSocketChannel.open();
            listener.socket().setReuseAddress(true);
            listener.bind(ServerOptions.loopback(port), Protocol.BACKLOG);
            listener.configureBlocking(false);
            SelectionKey accepting = listener.register(selector, SelectionKey.OP_ACCEPT);
            while (true) {
                // A failed accept takes the listener's interest away, and this gives it back a little later.
                selector.select(Protocol.ACCEPT_PAUSE.toMillis());
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isAcceptable()) {
                        accept(listener, key);
                    } else {
                        turn.of((SocketChannel) key.channel(), key);
                    }
                }
                if (selector.selectedKeys().isEmpty()) {
                    accepting.interestOps(SelectionKey.OP_ACCEPT);
                }
                selector.selectedKeys().clear();
            }
        };
    }

    private static void accept(ServerSocketChannel listener, SelectionKey key) throws IOException {
        try {
            SocketChannel client = listener.accept(); // never null: Linux hands out a connection even if it is broken already
            client.configureBlocking(false);
            client.register(key.selector(), SelectionKey.OP_READ);
        } catch (IOException e) {
            key.interestOps(0);
        }
    }

    /** A turn that fails ends its connection, and the loop goes on. */
    static Turn surviving(Turn turn) {
        return (client, key) -> {
            try {
                turn.of(client, key);
            } catch (IOException e) {
                client.close();
            }
        };
    }

    /** The right turn: read when no answer is owed, write while one is. */
    static void readOrWrite(SocketChannel client, SelectionKey key) throws IOException {
        if (key.isReadable()) {
            if (client.read(ByteBuffer.allocate(Protocol.MAX_REQUEST)) == -1) {
                client.close();
                return;
            }
            key.attach(ByteBuffer.wrap(ANSWER));
        }
        ByteBuffer answer = (ByteBuffer) key.attachment();
        client.write(answer);
        key.interestOps(answer.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
}
