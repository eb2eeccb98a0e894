package hello.protocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What a server is told when it is bound. The defaults live here and nowhere else.
 *
 * @param address where to listen; port 0 means any that is free
 * @param work what each request has to do before it is answered
 * @param log who is told what happens
 */
public record ServerOptions(InetSocketAddress address, Work work, ServerLog log) {
    /**
     * The chapter's server: 127.0.0.1:5001, no work, and a line for each connection on standard output.
     *
     * @return the defaults
     */
    public static ServerOptions defaults() {
        return new ServerOptions(loopback(Protocol.DEFAULT_PORT), new Work.None(), ServerLog.console());
    }

    /**
     * An address that only this machine can reach.
     *
     * @param port 0 to 65535
     * @return 127.0.0.1 with that port
     * @throws IllegalArgumentException if there is no such port
     */
    public static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    /**
     * The same with another port.
     *
     * @param port 0 to 65535
     * @return options that differ in the port alone
     * @throws IllegalArgumentException if there is no such port
     */
    public ServerOptions withPort(int port) {
        return new ServerOptions(new InetSocketAddress(address.getAddress(), port), work, log);
    }

    /**
     * The same with other work.
     *
     * @param other what each request shall do
     * @return options that differ in the work alone
     */
    public ServerOptions withWork(Work other) {
        return new ServerOptions(address, other, log);
    }

    /**
     * The same with another log.
     *
     * @param other who shall be told
     * @return options that differ in the log alone
     */
    public ServerOptions withLog(ServerLog other) {
        return new ServerOptions(address, work, other);
    }
}
