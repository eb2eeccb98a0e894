package hello.bench.micro;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Lets JMH measure on a virtual thread. JMH has an executor for that ({@code jmh.executor=VIRTUAL}), but with it calls
 * {@code Thread.yield} after every operation, lest its threads starve each other: a hand-over of its own, in the middle of what
 * counts hand-overs. There is one measuring thread here, and its operations wait, so nobody starves.
 */
public final class VirtualWorkers extends ThreadPoolExecutor {
    /**
     * For JMH, by its system property {@code jmh.executor.class}.
     *
     * @param threads how many
     * @param prefix of their names
     */
    public VirtualWorkers(int threads, String prefix) {
        super(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofVirtual().name(prefix, 0).factory());
    }
}
