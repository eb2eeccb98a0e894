package hello.loom;

import hello.protocol.HelloServer;
import hello.protocol.Protocol;
import hello.protocol.ServerLog;
import hello.protocol.ServerMain;
import hello.protocol.ServerOptions;
import hello.protocol.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Loom: a virtual thread for each connection. Blocking code that does not block.
 *
 * <p>
 * The code of one client is the blocking server's, to the letter. When {@code read} has to wait, the JDK takes the virtual
 * thread off the platform thread that carries it (its stack is copied to the heap), registers the socket with a poller, and
 * lets the carrier run another client; when bytes are there, any carrier takes it up again. That is the event loop of
 * {@code nio-loop} and the coroutine of {@code coroutines}, built into the JDK and out of sight. What other languages write
 * as {@code await} is here every call that may wait.
 *
 * <p>
 * What it does not change: a client that computes holds its carrier, and there are only as many carriers as CPUs.
 */
public final class LoomServer implements HelloServer {
    private static final byte[] ANSWER = Protocol.answer();

    private final ServerSocket serverSocket;
    private final InetSocketAddress address;
    private final Work work;
    private final ServerLog log;

    /** The clients being served, so that {@link #close()} can reach them. Each is added and removed by its own thread. */
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    private LoomServer(ServerSocket serverSocket, ServerOptions options) {
        this.serverSocket = serverSocket;
        this.address = (InetSocketAddress) serverSocket.getLocalSocketAddress();
        this.work = options.work();
        this.log = options.log();
    }

    /**
     * Takes the port.
     *
     * @param options where to listen, and what each request has to do
     * @return a server that is bound; {@link #run()} serves
     * @throws IOException if the port cannot be had
     */
    public static LoomServer bind(ServerOptions options) throws IOException {
        ServerSocket serverSocket = new ServerSocket();
        try {
            serverSocket.setReuseAddress(true);
            serverSocket.bind(options.address(), Protocol.BACKLOG);
            openPoller();
            return new LoomServer(serverSocket, options);
        } catch (IOException e) {
            serverSocket.close();
            throw e;
        }
    }

    /**
     * Has the JDK open its poller, on which every virtual thread waits that waits for a socket. It opens it when the first one
     * has to, and it needs files: if there are none left at that moment it never opens it again, and this JVM can serve nobody
     * any more. So the first one waits here, for a client that does not come.
     */
    private static void openPoller() throws IOException {
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody.setSoTimeout(1);
            Thread.ofVirtual().start(() -> {
                try {
                    nobody.accept();
                } catch (IOException e) {
                    // A timeout, after 1 ms: that is all it was for.
                }
            }).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** The caller's thread does nothing but accept. */
    @Override
    public void run() {
        while (!serverSocket.isClosed()) {
            try {
                Socket client = serverSocket.accept();
                // No pool and no ceiling: a virtual thread is made for one task and costs about as much as an object.
                Thread.ofVirtual().name("client-" + client.getPort()).start(() -> serve(client));
            } catch (IOException e) {
                // Closed by close(): the loop ends. Or out of files: those who are connected are served on.
                if (!serverSocket.isClosed()) {
                    pauseAccept(e);
                }
            }
        }
    }

    // region serve
    /** One client, from its first byte to its last, on its own virtual thread. */
    private void serve(Socket client) {
        clients.add(client);
        try (client) {
            if (serverSocket.isClosed()) {
                return; // closed between accept and here, when close() could not yet see this client
            }
            log.connectionFrom(client.getRemoteSocketAddress());
            Protocol.configure(client);
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] request = new byte[Protocol.MAX_REQUEST];
            // Each of the next three may wait: the virtual thread parks, its carrier goes on with another.
            for (int bytes = in.read(request); bytes != -1; bytes = in.read(request)) {
                work.perform();
                out.write(ANSWER);
                if (bytes == request.length) { // and more is behind it, perhaps without end
                    stepAside();
                }
            }
        } catch (IOException | RuntimeException e) {
            if (!serverSocket.isClosed()) {
                log.connectionLost(client.getRemoteSocketAddress(), e);
            }
        } finally {
            clients.remove(client);
        }
    }
    // endregion

    // region aside
    /**
     * Nobody takes a virtual thread off its carrier, as the system does with platform threads. One whose client sends without
     * end never has to wait, and with one CPU everybody else would wait for it. {@code Thread.yield} is not enough: it goes
     * back into its carrier's own queue, and a carrier empties that before it looks at those whom the poller has woken. Who
     * waits, however briefly, is woken from outside too, and stands in the same queue as they do.
     */
    private static void stepAside() {
        LockSupport.parkNanos(1);
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

    /** Closing a socket wakes the thread that is parked on it with an exception: that is how run() and the clients end. */
    @Override
    public void close() {
        closeQuietly(serverSocket);
        clients.forEach(LoomServer::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is closed all the same, and there is nobody left to tell.
        }
    }

    /**
     * Press run, then start two clients, or ten thousand: {@code nc 127.0.0.1 5001}. All are answered.
     *
     * @param args port and work, both optional: {@code 5001 wait:20ms}
     */
    public static void main(String[] args) {
        ServerMain.run(LoomServer::bind, args);
    }
}
