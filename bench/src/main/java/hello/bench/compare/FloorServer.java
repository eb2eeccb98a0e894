package hello.bench.compare;

import hello.protocol.Protocol;
import hello.protocol.ServerOptions;
import hello.protocol.check.JavaCommand;
import hello.protocol.check.ServerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * What a server costs at least on one thread: a read and a write, and nothing kept in mind. It is not a hello server (it believes
 * that every write takes all it is given); it is there so that what the generator can do is known.
 */
final class FloorServer {
    private static final ByteBuffer REQUEST = ByteBuffer.allocateDirect(Protocol.MAX_REQUEST);
    private static final ByteBuffer ANSWER = ByteBuffer.allocateDirect(Protocol.ANSWER.length()).put(Protocol.answer());

    private FloorServer() {}

    static List<String> command() {
        return JavaCommand.of(Comparison.SERVER_FLAGS, FloorServer.class, ServerProcess.PORT);
    }

    /** Serves on the port that is given until standard input ends. */
    public static void main(String[] args) throws IOException {
        Thread.ofPlatform().daemon().name("stdin").start(FloorServer::endWithStdin);
        Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(ServerOptions.loopback(Integer.parseInt(args[0])), 4_096);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        while (true) {
            selector.select(key -> ready(key, selector));
        }
    }

    private static void endWithStdin() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // That is an end too.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void ready(SelectionKey key, Selector selector) {
        try {
            if (key.isAcceptable()) {
                SocketChannel client = ((ServerSocketChannel) key.channel()).accept();
                client.configureBlocking(false);
                client.register(selector, SelectionKey.OP_READ);
            } else {
                SocketChannel client = (SocketChannel) key.channel();
                if (client.read(REQUEST.clear()) < 0) {
                    client.close();
                } else {
                    client.write(ANSWER.rewind());
                }
            }
        } catch (IOException e) {
            key.cancel();
        }
    }
}
