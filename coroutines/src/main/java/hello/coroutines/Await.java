package hello.coroutines;

import java.nio.channels.SelectionKey;
import java.time.Duration;

/**
 * What a coroutine waits for. A coroutine is a generator whose values are not results but wishes: "resume me when this has
 * happened". {@link EventLoop} grants them.
 */
sealed interface Await {
    /**
     * Until a channel can be read from, written to or accepted from.
     *
     * @param key the channel's registration with the loop
     * @param interest which of these: {@link SelectionKey#OP_READ} and so on
     */
    record Ready(SelectionKey key, int interest) implements Await {}

    /**
     * Until some time has passed.
     *
     * @param duration how long
     */
    record Sleep(Duration duration) implements Await {}
}
