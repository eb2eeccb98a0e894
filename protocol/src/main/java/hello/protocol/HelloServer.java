package hello.protocol;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A server of the hello protocol, whichever concurrency model it is written in.
 *
 * <p>
 * Its life has three parts:
 * <ol>
 * <li><b>bind</b>: a {@link Factory} makes the server. From then on its port is taken and clients can connect (the system
 * queues them), though nobody is served yet;
 * <li><b>run</b>: {@link #run()} serves, on the caller's thread, until the server is closed;
 * <li><b>close</b>: {@link #close()} ends it, from any thread, at any time.
 * </ol>
 *
 * <pre>{@code
 * try (HelloServer server = BlockingServer.bind(ServerOptions.defaults())) {
 *     server.run();
 * }
 * }</pre>
 */
public interface HelloServer extends AutoCloseable {
    /**
     * The address that the server is bound to. The port is the actual one, also when port 0 ("any that is free") was asked for.
     *
     * @return the local address; the same after {@link #close()} as before it
     */
    InetSocketAddress address();

    /**
     * Serves clients until the server is closed. May be called once, on any thread; after {@link #close()} it returns at
     * once. An error of one connection ends that connection and nothing else.
     *
     * <p>
     * To stop a server, close it: a thread that is blocked in {@code accept} does not notice an interrupt. Where one is
     * noticed, the server closes itself.
     *
     * @throws IOException if the server itself cannot go on: it is closed then, and says why
     */
    void run() throws IOException;

    /**
     * Ends {@link #run()}, and releases the port and all connections. May be called from any thread, before, during and
     * after {@code run}, and more than once. When it returns the port is free and the connections are closed; {@code run}
     * has returned or is about to.
     */
    @Override
    void close();

    /** Binds a server: what each model's {@code bind} method is. */
    @FunctionalInterface
    interface Factory {
        /**
         * Takes the port.
         *
         * @param options where to listen, what each request has to do, and who is told what happens
         * @return a server that is bound, and serves once {@link HelloServer#run()} is called
         * @throws java.net.BindException if the port is taken, or may not be used
         * @throws IOException if there can be no socket at all, for instance with too many open files
         */
        HelloServer bind(ServerOptions options) throws IOException;
    }
}
