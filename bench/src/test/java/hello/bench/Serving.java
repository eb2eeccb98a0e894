package hello.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import hello.protocol.HelloServer;
import hello.protocol.Protocol;
import hello.protocol.ServerLog;
import hello.protocol.ServerOptions;
import hello.protocol.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A model that serves in this JVM, on any free port, until it is closed. */
public final class Serving implements AutoCloseable {
    private final HelloServer server;

    public Serving(HelloServer.Factory factory, Work work) throws IOException {
        server = factory.bind(ServerOptions.defaults().withPort(0).withWork(work).withLog(ServerLog.quiet()));
        Thread.ofPlatform().name("server").start(this::run);
    }

    private void run() {
        try {
            server.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InetSocketAddress address() {
        return server.address();
    }

    public static Socket connect(InetSocketAddress address) throws IOException {
        return new Socket(address.getAddress(), address.getPort());
    }

    /** Sends one byte and gives back what comes: an answer's length of it, or less at the end of stream. */
    public static String ask(Socket client) throws IOException {
        client.getOutputStream().write('x');
        return new String(client.getInputStream().readNBytes(Protocol.ANSWER.length()), US_ASCII);
    }

    @Override
    public void close() {
        server.close();
    }
}
