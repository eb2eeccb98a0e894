package hello.bench.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where a server is, as people write it: {@code HOST:PORT}, {@code [::1]:5001}, or a port alone for this machine.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
    /**
     * Reads it.
     *
     * @param text what the user wrote
     * @return host and port
     * @throws IllegalArgumentException if it is not written so
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int port;
        try {
            port = Integer.parseInt(text.substring(colon + 1));
        } catch (NumberFormatException e) {
            port = 0;
        }
        if (host.isEmpty() || port < 1 || port > 65535) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no address: write HOST:PORT, with a port of 1 to 65535");
        }
        return new HostPort(host, port);
    }

    /**
     * Looks the host up.
     *
     * @return where to connect
     * @throws UserError if there is no such host
     */
    public InetSocketAddress resolve() throws UserError {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new UserError(ExitCode.UNDECIDED, "there is no host '" + host + "': check the name", e);
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
