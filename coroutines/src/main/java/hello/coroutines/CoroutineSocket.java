package hello.coroutines;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A socket for use inside a coroutine: {@code read} and {@code write} look as if they blocked, and block nobody. Where a
 * blocking socket waits, this one yields.
 */
final class CoroutineSocket {
    private final SocketChannel channel;
    private final Generator.Out<Await> out;
    private final Await readable;
    private final Await writable;

    CoroutineSocket(SocketChannel channel, EventLoop loop, Generator.Out<Await> out) throws IOException {
        SelectionKey key = loop.register(channel);
        this.channel = channel;
        this.out = out;
        this.readable = new Await.Ready(key, SelectionKey.OP_READ);
        this.writable = new Await.Ready(key, SelectionKey.OP_WRITE);
    }

    // region read
    /** Reads at least one byte; -1 is the end of stream. */
    int read(ByteBuffer buffer) throws IOException {
        int bytes;
        do {
            // Elsewhere one would write: await readable. The loop runs others, and comes back when bytes are there.
            out.yield(readable);
            bytes = channel.read(buffer);
        } while (bytes == 0); // a false alarm of the selector, which may happen
        return bytes;
    }
    // endregion

    /** Writes all of it. Mostly there is room and nothing waits; a client that does not read makes this one wait. */
    void write(ByteBuffer buffer) throws IOException {
        channel.write(buffer);
        while (buffer.hasRemaining()) {
            out.yield(writable);
            channel.write(buffer);
        }
    }
}
