package hello.bench.micro;

import hello.coroutines.Generator;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The life of the unit of concurrency: it is made, it runs, it ends, and whoever made it knows. The unit adds one to a counter
 * and never waits.
 *
 * <p>
 * What is measured with threads and tasks is therefore one hand-over more than the making: the maker waits for the end. What is
 * not: how many can be had at once ({@link Footprint} is nearer to that), and a stack that has grown.
 *
 * <p>
 * What one should see: objects cost nanoseconds, and nobody thinks about making one for each client. A virtual thread is an
 * object too, with a scheduler. A platform thread is made by the operating system: tens of microseconds, which is why there are
 * pools; and with a pool a task costs what waking a thread costs ({@link HandOver#platformThreads}).
 *
 * <pre>{@code
 * hello jmh Spawn -prof gc
 *  benchmark         ns/op             95 %   ratio
 *  callbackObject     3.88        3.73–4.32    1.00
 *  coroutine          17.9        17.7–21.4    4.61
 *  virtualThread       286          275–308    73.7
 *  pooledTask       52,724    42,078–56,711  13,583
 *  platformThread  123,340  113,798–132,947  31,775
 * }</pre>
 */
public class Spawn extends Measured {
    /** For JMH. */
    public Spawn() {}

    /** What each unit does. */
    @State(Scope.Thread)
    public static class Counter {
        private int value;
        private final Runnable task = this::count;
        private final Consumer<Generator.Out<Object>> body = this::count;

        /** JMH makes it. */
        public Counter() {}

        void count() {
            value++;
        }

        /** As a coroutine that yields nothing. */
        private void count(Generator.Out<Object> out) {
            count();
        }
    }

    /** A callback is an object that knows whom to call. It stands in a queue, or the compiler would see that it is not needed. */
    @State(Scope.Thread)
    public static class Loop {
        private final Queue<Callback> ready = new ArrayDeque<>();

        /** JMH makes it. */
        public Loop() {}
    }

    private record Callback(Counter counter) {
        void completed() {
            counter.count();
        }
    }

    /**
     * An object, a queue, a call.
     *
     * @param loop the queue
     * @param counter what is called
     * @return what it counted
     */
    @Benchmark
    public int callbackObject(Loop loop, Counter counter) {
        loop.ready.add(new Callback(counter));
        loop.ready.remove().completed();
        return counter.value;
    }

    /**
     * A coroutine that ends without ever having yielded.
     *
     * @param counter what it does
     * @return what it counted; negative if the coroutine should be there still
     */
    @Benchmark
    public int coroutine(Counter counter) {
        boolean there = new Generator<>(counter.body).hasNext();
        return there ? -1 : counter.value;
    }

    /**
     * A virtual thread, made by another one and run on the same carrier.
     *
     * @param counter what it does
     * @return what it counted
     * @throws InterruptedException if JMH has lost patience
     */
    @Benchmark
    @Fork(jvmArgsAppend = {Measured.VIRTUAL, Measured.WORKERS, Measured.ONE_CARRIER, Measured.NO_SECOND})
    public int virtualThread(Counter counter) throws InterruptedException {
        Thread.ofVirtual().start(counter.task).join();
        return counter.value;
    }

    /**
     * A platform thread.
     *
     * @param counter what it does
     * @return what it counted
     * @throws InterruptedException if JMH has lost patience
     */
    @Benchmark
    public int platformThread(Counter counter) throws InterruptedException {
        Thread.ofPlatform().start(counter.task).join();
        return counter.value;
    }

    /** A pool of one platform thread, which sleeps between two tasks. */
    @State(Scope.Thread)
    public static class Pool {
        private ExecutorService executor;

        /** JMH makes it. */
        public Pool() {}

        /** Its thread is made with the first task, in the warm-up. */
        @Setup
        public void open() {
            executor = Executors.newFixedThreadPool(1);
        }

        /** Waits for its thread to end. */
        @TearDown
        public void close() {
            executor.close();
        }
    }

    /**
     * A task for a thread that is there already.
     *
     * @param pool where it is
     * @param counter what it does
     * @return what it counted
     * @throws InterruptedException if JMH has lost patience
     * @throws ExecutionException never: counting does not fail
     */
    @Benchmark
    public int pooledTask(Pool pool, Counter counter) throws InterruptedException, ExecutionException {
        pool.executor.submit(counter.task).get();
        return counter.value;
    }
}
