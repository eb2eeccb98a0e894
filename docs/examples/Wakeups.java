import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** How often does a selector wake in 100 ms, although there is nothing to do? */
void main() throws IOException {
    try (Selector selector = Selector.open();
            ServerSocketChannel listener = ServerSocketChannel.open()
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel client = SocketChannel.open(listener.getLocalAddress());
            SocketChannel server = listener.accept()) {
        server.configureBlocking(false);
        IO.println(selector.getClass().getSimpleName());
        SelectionKey key = server.register(selector, SelectionKey.OP_READ);
        IO.println("interest in reading: wakes " + wakeups(selector) + " times");
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        IO.println("and in writing:      wakes " + wakeups(selector) + " times");
    }
}

// region wakeups
int wakeups(Selector selector) throws IOException {
    int wakeups = 0;
    long end = System.nanoTime() + 100_000_000;
    for (long left = 100; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
        if (selector.select(key -> {}, left) > 0) { // something is ready, and nobody does anything about it
            wakeups++;
        }
    }
    return wakeups;
}
// endregion
