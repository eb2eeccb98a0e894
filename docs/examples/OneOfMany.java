import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** What does it cost to find the one who is ready among many who are not? */
void main() throws IOException {
    IO.println(Selector.open().getClass().getSimpleName());
    for (int idle : new int[] {10, 1_000}) {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < idle; i++) {
                register(Pipe.open(), selector);
            }
            Pipe busy = Pipe.open();
            register(busy, selector);
            turns(2_000, busy, selector); // so that the compiler has done some of its work
            long began = System.nanoTime();
            turns(1_000, busy, selector);
            IO.println(idle + " are silent: " + (System.nanoTime() - began) / 1_000 + " ns a turn");
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        }
    }
}

void register(Pipe pipe, Selector selector) throws IOException {
    pipe.source().configureBlocking(false);
    pipe.source().register(selector, SelectionKey.OP_READ);
}

// region turns
void turns(int count, Pipe busy, Selector selector) throws IOException {
    ByteBuffer one = ByteBuffer.allocateDirect(1);
    for (int i = 0; i < count; i++) {
        busy.sink().write(one.clear());
        selector.select(key -> {});
        busy.source().read(one.clear());
    }
}
// endregion
