package hello.threaded;

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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Threaded: a platform thread for each connection.
 *
 * <p>
 * The code of one client is the blocking server's, to the letter. What changes is who runs it: each client has a thread of
 * its own, so the one that thinks blocks nobody but itself. The operating system's scheduler is the manager that hands
 * control over, whenever it likes.
 *
 * <p>
 * The price is the thread: a stack, a kernel object, and a limit on how many there can be. So there is a ceiling; at the
 * ceiling the server stops accepting, and the backlog keeps the clients that come.
 */
public final class ThreadedServer implements HelloServer {
    /** The ceiling where none is given: what a machine with 32,768 process ids bears beside everything else. */
    public static final int DEFAULT_MAX_THREADS = 12_000;

    private static final byte[] ANSWER = Protocol.answer();

    private final ServerSocket serverSocket;
    private final InetSocketAddress address;
    private final Work work;
    private final ServerLog log;

    /** A permit for each thread that may still be started: taken before accept, given back when the client's thread ends. */
    private final Semaphore threads;

    /** The clients being served, so that {@link #close()} can reach them. Each is added and removed by its own thread. */
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    private ThreadedServer(ServerSocket serverSocket, ServerOptions options, int maxThreads) {
        this.serverSocket = serverSocket;
        this.address = (InetSocketAddress) serverSocket.getLocalSocketAddress();
        this.work = options.work();
        this.log = options.log();
        this.threads = new Semaphore(maxThreads);
    }

    /**
     * Takes the port.
     *
     * @param options where to listen, and what each request has to do
     * @return a server that is bound; {@link #run()} serves
     * @throws IOException if the port cannot be had
     */
    public static ThreadedServer bind(ServerOptions options) throws IOException {
        return bind(options, DEFAULT_MAX_THREADS);
    }

    /**
     * Takes the port.
     *
     * @param options where to listen, and what each request has to do
     * @param maxThreads the most clients served at once; 1 or more
     * @return a server that is bound; {@link #run()} serves
     * @throws IOException if the port cannot be had
     */
    public static ThreadedServer bind(ServerOptions options, int maxThreads) throws IOException {
        ServerSocket serverSocket = new ServerSocket();
        try {
            serverSocket.setReuseAddress(true);
            serverSocket.bind(options.address(), Protocol.BACKLOG);
            return new ThreadedServer(serverSocket, options, maxThreads);
        } catch (IOException e) {
            serverSocket.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    // region accept
    /** The caller's thread does nothing but accept. */
    @Override
    public void run() {
        while (!serverSocket.isClosed()) {
            // At the ceiling this waits until a client leaves. Taken before accept, not after: a client that was accepted
            // and has no thread would be connected to nobody.
            threads.acquireUninterruptibly();
            try {
                Socket client = serverSocket.accept();
                start(client);
            } catch (IOException e) {
                threads.release();
                // Closed by close(): the loop ends. Or out of files: those who are connected are served on.
                if (!serverSocket.isClosed()) {
                    pauseAccept(e);
                }
            }
        }
    }
    // endregion

    // region start
    /** Gives the client its thread. When the system has no thread to give, the client waits until it has. */
    private void start(Socket client) {
        while (true) {
            try {
                Thread.ofPlatform().name("client-" + client.getPort()).start(() -> serve(client));
                return;
            } catch (OutOfMemoryError e) {
                // "unable to create native thread": the system's ceiling was lower than ours.
                pauseAccept(e);
                if (serverSocket.isClosed()) {
                    closeQuietly(client);
                    threads.release();
                    return;
                }
            }
        }
    }
    // endregion

    // region serve
    /** One client, from its first byte to its last, on its own thread. */
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
            while (in.read(request) != -1) {
                work.perform();
                out.write(ANSWER);
            }
        } catch (IOException | RuntimeException e) {
            if (!serverSocket.isClosed()) {
                log.connectionLost(client.getRemoteSocketAddress(), e);
            }
        } finally {
            clients.remove(client);
            threads.release();
        }
    }
    // endregion

    /** Waits before the next accept: what failed now would fail again at once, and the loop would spin. */
    private void pauseAccept(Throwable cause) {
        log.acceptPaused(cause);
        try {
            Thread.sleep(Protocol.ACCEPT_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /** Closing a socket wakes the thread that is blocked on it with an exception: that is how run() and the clients end. */
    @Override
    public void close() {
        closeQuietly(serverSocket);
        clients.forEach(ThreadedServer::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is closed all the same, and there is nobody left to tell.
        }
    }

    /**
     * Press run, then start two clients: {@code nc 127.0.0.1 5001}. Both are answered.
     *
     * @param args port and work, both optional: {@code 5001 wait:20ms}
     */
    public static void main(String[] args) {
        ServerMain.run(ThreadedServer::bind, args);
    }
}
