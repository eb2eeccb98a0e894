package hello.bench.micro;

import hello.protocol.Protocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Arrays;

/** One blocking client, as simple as can be: it costs the same whatever it talks to. */
final class HelloClient implements AutoCloseable {
    private static final byte[] EXPECTED = Protocol.answer();

    private final byte[] answer = new byte[Protocol.ANSWER.length()];
    private Socket socket;

    HelloClient connect(InetSocketAddress address) throws IOException {
        socket = new Socket();
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.connect(address);
        return this;
    }

    /** One byte there, twelve back. */
    byte[] hello() throws IOException {
        socket.getOutputStream().write('x');
        if (socket.getInputStream().readNBytes(answer, 0, answer.length) < answer.length
                || !Arrays.equals(answer, EXPECTED)) {
            throw new IOException("the server at " + socket.getRemoteSocketAddress() + " did not say hello");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
