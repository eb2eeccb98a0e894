import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** How much of 64 MiB does a non-blocking write take, when nobody reads? */
void main() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel client = SocketChannel.open(listener.getLocalAddress());
            SocketChannel server = listener.accept()) {
        server.configureBlocking(false);
        ByteBuffer answer = ByteBuffer.allocateDirect(64 << 20);
        IO.println("to be written: " + answer.remaining() + " bytes");
        IO.println("write took:    " + server.write(answer));
        for (int taken = server.write(answer); taken > 0; taken = server.write(answer)) {
            IO.println("and then:      " + taken);
        }
        IO.println("and then:      0, the send buffer is full");
        IO.println("client read:   " + client.read(ByteBuffer.allocateDirect(8 << 20)));
        IO.println("still owed:    " + answer.remaining());
    }
}
