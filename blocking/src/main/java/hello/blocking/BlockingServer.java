package hello.blocking;

import hello.protocol.HelloServer;
import hello.protocol.Protocol;
import hello.protocol.ServerLog;
import hello.protocol.ServerMain;
import hello.protocol.ServerOptions;
import hello.protocol.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Blocking: one thread, one client at a time. The chapter's server in its eight steps.
 *
 * <p>
 * Every call that may have to wait ({@code accept}, {@code read}, {@code write}) holds the only thread until it is done. So
 * while one client thinks, nobody else is served: the others wait in the backlog, connected and unanswered.
 *
 * <p>
 * Three things that the chapter leaves out are put right here, each marked "beyond the chapter" where it stands.
 */
public final class BlockingServer implements HelloServer {
    private static final byte[] ANSWER = Protocol.answer();

    private final ServerSocket serverSocket;
    private final InetSocketAddress address;
    private final Work work;
    private final ServerLog log;

    /** The client being served, so that {@link #close()} can reach it from another thread; a closed one or none otherwise. */
    private volatile Socket current = new Socket();

    private BlockingServer(ServerSocket serverSocket, ServerOptions options) {
        this.serverSocket = serverSocket;
        this.address = (InetSocketAddress) serverSocket.getLocalSocketAddress();
        this.work = options.work();
        this.log = options.log();
    }

    /**
     * Takes the port: steps 1 to 4.
     *
     * @param options where to listen, and what each request has to do
     * @return a server that is bound; {@link #run()} serves
     * @throws IOException if the port cannot be had
     */
    public static BlockingServer bind(ServerOptions options) throws IOException {
        // region steps-1-to-4
        // 1) Make the server socket. IPv4 or IPv6 follows from the address that it is bound to; a ServerSocket is TCP.
        ServerSocket serverSocket = new ServerSocket();
        try {
            // 2) SO_REUSEADDR, before bind: without it the system keeps the port for a minute after a stop (TIME_WAIT).
            serverSocket.setReuseAddress(true);
            // 3) Bind it to an address and a port…
            // 4) …and listen: Java does both in one call. The second argument is the backlog, the queue in which clients
            //    wait for accept.
            serverSocket.bind(options.address(), Protocol.BACKLOG);
            return new BlockingServer(serverSocket, options);
        } catch (IOException e) {
            serverSocket.close();
            throw e;
        }
        // endregion
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** Serves one client after another: steps 5 to 8. */
    @Override
    public void run() {
        // region steps-5-and-6
        // 5) Nobody knows how many clients will come: loop until the server is closed.
        while (!serverSocket.isClosed()) {
            try {
                // 6) Accept a connection. BLOCKS until a client is there.
                Socket client = serverSocket.accept();
                serve(client);
            } catch (IOException e) {
                // Closed by close(): the loop ends. Or, beyond the chapter: out of files, which must not end the server.
                if (!serverSocket.isClosed()) {
                    pauseAccept(e);
                }
            }
        }
        // endregion
    }

    // region serve
    /** One client, from its first byte to its last, on the server's only thread. */
    private void serve(Socket client) {
        current = client;
        // Beyond the chapter: try closes the client's socket on every way out. The chapter leaves it to the garbage
        // collector, so a client that has finished waits for an end of stream that comes whenever it comes.
        try (client) {
            if (serverSocket.isClosed()) {
                return; // closed between accept and here, when close() could not yet see this client
            }
            log.connectionFrom(client.getRemoteSocketAddress());
            Protocol.configure(client);
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] request = new byte[Protocol.MAX_REQUEST];
            // region steps-7-and-8
            // 7) Nobody knows how many requests a client will send: loop until its end of stream.
            // 8) Read. BLOCKS while the receive buffer is empty; -1 is the end of stream.
            while (in.read(request) != -1) {
                work.perform();
                // The answer. BLOCKS while the send buffer is full: while the client does not read. Beyond the chapter:
                // write() goes on until all 12 bytes are taken, where Python's send() may take a few of them.
                out.write(ANSWER);
            }
            // endregion
        } catch (IOException | RuntimeException e) {
            // Beyond the chapter: a client that resets its connection ends its own service, not the server.
            if (!serverSocket.isClosed()) {
                log.connectionLost(client.getRemoteSocketAddress(), e);
            }
        }
    }
    // endregion

    /** Waits before the next accept: what failed now would fail again at once, and the loop would spin. */
    private void pauseAccept(IOException cause) {
        log.acceptPaused(cause);
        try {
            Thread.sleep(Protocol.ACCEPT_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /** Closing a socket that another thread is blocked on wakes that thread with an exception: that is how run() ends. */
    @Override
    public void close() {
        closeQuietly(serverSocket);
        closeQuietly(current);
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is closed all the same, and there is nobody left to tell.
        }
    }

    /**
     * Press run, then: {@code nc 127.0.0.1 5001}, type a line, see {@code Hello world}. Start a second nc, and wonder.
     *
     * @param args port and work, both optional: {@code 5001 wait:20ms}
     */
    public static void main(String[] args) {
        ServerMain.run(BlockingServer::bind, args);
    }
}
