package hello.bench.micro;

import hello.coroutines.Generator;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Exchanger;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a model does instead of blocking: control goes to somebody else, who does as good as nothing, and comes back. No socket,
 * no selector. One figure for each model that explains its place in the tables of {@code hello compare}.
 *
 * <p>
 * What is measured is the way there and back, so two switches; of the {@code exchanger} one meeting. The other side adds one to a
 * counter, which is the value that each operation returns. What is not: what a switch does to caches that hold more than this,
 * and the scheduler's queue, which is empty here and long in a server.
 *
 * <p>
 * What one should see: four steps. A call and a callback are nanoseconds, and stay in one thread's frames. A coroutine copies
 * its stack to the heap and back: tens of them. A virtual thread does the same and goes through a scheduler's queue in
 * between. A platform thread goes through the operating system, which has to wake another one, often on another CPU:
 * microseconds. {@code -prof gc} is clean for the first three; a virtual thread that parks allocates, some 300 bytes there
 * and back.
 *
 * <pre>{@code
 * hello jmh HandOver
 *  benchmark                   ns/op           95 %   ratio
 *  directCall                   1.70      1.65–2.58    1.00
 *  callback                     5.28      5.10–5.77    3.10
 *  exchangerPlatform            69.5      64.5–76.3    40.8
 *  coroutine                    86.1      84.5–87.4    50.5
 *  exchangerVirtual              176        168–181     104
 *  virtualThreadsOneCarrier      292        278–363     172
 *  synchronousQueueVirtual       370        357–389     218
 *  virtualThreadsTwoCarriers     898      699–2,486     527
 *  synchronousQueuePlatform    9,349   7,763–28,820   5,491
 *  platformThreads            41,206  39,587–51,683  24,202
 * }</pre>
 */
public class HandOver extends Measured {
    /** For JMH. */
    public HandOver() {}

    /** Whoever control is handed to leaves a trace, so that nothing of it can be left out. */
    @State(Scope.Thread)
    public static class Counter {
        private int value;

        /** JMH makes it. */
        public Counter() {}

        @CompilerControl(CompilerControl.Mode.DONT_INLINE)
        int next() {
            return ++value;
        }
    }

    /**
     * A method is called and returns: the least that control can cost.
     *
     * @param counter what is called
     * @return what it counted
     */
    @Benchmark
    public int directCall(Counter counter) {
        return counter.next();
    }

    /** A loop as in {@code nio-loop}, without a selector: who wants to be called stands in its queue. */
    @State(Scope.Thread)
    public static class Loop {
        private final Queue<Runnable> ready = new ArrayDeque<>();
        private final Runnable request = this::answer;
        private final Runnable callback = this::count;
        private int value;

        /** JMH makes it. */
        public Loop() {}

        private void answer() {
            ready.add(callback);
        }

        private void count() {
            value++;
        }

        int thereAndBack() {
            ready.add(request);
            ready.remove().run(); // there: whoever answers has somebody called back
            ready.remove().run(); // and back
            return value;
        }
    }

    /**
     * A callback through the queue of a loop, which calls back through the same queue.
     *
     * @param loop the queue
     * @return how often it has called back
     */
    @Benchmark
    public int callback(Loop loop) {
        return loop.thereAndBack();
    }

    /** A coroutine that hands out the same value for ever. */
    @State(Scope.Thread)
    public static class Endless {
        private static final Object TOKEN = new Object();

        private final Generator<Object> generator = new Generator<>(out -> {
            while (true) {
                out.yield(TOKEN);
            }
        });

        /** JMH makes it. */
        public Endless() {}
    }

    /**
     * {@code Continuation.run} and {@code Continuation.yield}: into a coroutine, where its last yield returns, to its next one.
     *
     * @param coroutine the other side
     * @return what it hands out
     */
    @Benchmark
    public Object coroutine(Endless coroutine) {
        return coroutine.generator.next();
    }

    /** Two threads of the same kind, of which one runs and the other is parked. */
    @State(Scope.Thread)
    public static class Pair {
        private Thread worker;
        private Thread partner;
        private volatile boolean partnersTurn;
        private volatile boolean over;
        private int value; // whose turn it is may touch it

        /** JMH makes it. */
        public Pair() {}

        /** On the thread that measures. */
        @Setup(Level.Iteration)
        public void start() {
            worker = Thread.currentThread();
            over = false;
            partner = startLike(worker, this::play);
        }

        private void play() {
            while (true) {
                while (!partnersTurn) {
                    LockSupport.park(this); // may return for no reason: hence the loop
                }
                if (over) {
                    return;
                }
                value++;
                partnersTurn = false;
                LockSupport.unpark(worker);
            }
        }

        int thereAndBack() {
            partnersTurn = true;
            LockSupport.unpark(partner);
            while (partnersTurn) {
                LockSupport.park(this);
            }
            return value;
        }

        /**
         * Lets the partner go.
         *
         * @throws InterruptedException if JMH has lost patience
         */
        @TearDown(Level.Iteration)
        public void end() throws InterruptedException {
            over = true;
            partnersTurn = true;
            LockSupport.unpark(partner);
            partner.join();
            partnersTurn = false;
        }
    }

    private static Thread startLike(Thread worker, Runnable task) {
        return worker.isVirtual() ? Thread.ofVirtual().start(task) : Thread.ofPlatform().daemon().start(task);
    }

    /**
     * Park and unpark of two virtual threads on one carrier, which must leave one to run the other.
     *
     * @param pair the two
     * @return how often the other had its turn
     */
    @Benchmark
    @Fork(jvmArgsAppend = {Measured.VIRTUAL, Measured.WORKERS, Measured.ONE_CARRIER, Measured.NO_SECOND})
    public int virtualThreadsOneCarrier(Pair pair) {
        return pair.thereAndBack();
    }

    /**
     * The same with two carriers, so that either may take up the other: it need not wait until the first has parked, and may have
     * to be woken by the operating system.
     *
     * @param pair the two
     * @return how often the other had its turn
     */
    @Benchmark
    @Fork(jvmArgsAppend = {Measured.VIRTUAL, Measured.WORKERS, Measured.TWO_CARRIERS})
    public int virtualThreadsTwoCarriers(Pair pair) {
        return pair.thereAndBack();
    }

    /**
     * Park and unpark of two platform threads: the operating system puts one to sleep and wakes the other.
     *
     * @param pair the two
     * @return how often the other had its turn
     */
    @Benchmark
    public int platformThreads(Pair pair) {
        return pair.thereAndBack();
    }

    /** Two threads of the same kind that hand something to each other, as the library has it. */
    public abstract static class Partner {
        /** What ends it. */
        static final Object END = new Object();

        private Thread partner;

        /** JMH makes those that extend it. */
        Partner() {}

        /** On the thread that measures. */
        @Setup(Level.Iteration)
        public void start() {
            partner = startLike(Thread.currentThread(), () -> {
                try {
                    play();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // nobody does that
                }
            });
        }

        /**
         * Lets the partner go.
         *
         * @throws InterruptedException if JMH has lost patience
         */
        @TearDown(Level.Iteration)
        public void end() throws InterruptedException {
            hand(END);
            partner.join();
        }

        abstract void play() throws InterruptedException;

        abstract Object hand(Object given) throws InterruptedException;
    }

    /** One queue for each direction. */
    @State(Scope.Thread)
    public static class Queues extends Partner {
        private final SynchronousQueue<Object> there = new SynchronousQueue<>();
        private final SynchronousQueue<Object> back = new SynchronousQueue<>();

        /** JMH makes it. */
        public Queues() {}

        @Override
        void play() throws InterruptedException {
            Object given;
            do {
                given = there.take();
                back.put(given);
            } while (given != END);
        }

        @Override
        Object hand(Object given) throws InterruptedException {
            there.put(given);
            return back.take();
        }
    }

    /** A place where two meet and swap what they have. */
    @State(Scope.Thread)
    public static class Meeting extends Partner {
        private final Exchanger<Object> exchanger = new Exchanger<>();

        /** JMH makes it. */
        public Meeting() {}

        @Override
        void play() throws InterruptedException {
            Object mine = this;
            while (mine != END) {
                mine = exchanger.exchange(mine);
            }
        }

        @Override
        Object hand(Object given) throws InterruptedException {
            return exchanger.exchange(given);
        }
    }

    /**
     * Two {@link SynchronousQueue}s between two platform threads, there and back. Such a queue spins a little before it parks.
     *
     * @param queues the two
     * @return what came back
     * @throws InterruptedException if JMH has lost patience
     */
    @Benchmark
    public Object synchronousQueuePlatform(Queues queues) throws InterruptedException {
        return queues.hand(queues);
    }

    /**
     * The same between two virtual threads on one carrier.
     *
     * @param queues the two
     * @return what came back
     * @throws InterruptedException if JMH has lost patience
     */
    @Benchmark
    @Fork(jvmArgsAppend = {Measured.VIRTUAL, Measured.WORKERS, Measured.ONE_CARRIER, Measured.NO_SECOND})
    public Object synchronousQueueVirtual(Queues queues) throws InterruptedException {
        return queues.hand(queues);
    }

    /**
     * One meeting of two platform threads at an {@link Exchanger}. Who comes second does not wait, so it is one switch, not two.
     *
     * @param meeting where they meet
     * @return what the other brought
     * @throws InterruptedException if JMH has lost patience
     */
    @Benchmark
    public Object exchangerPlatform(Meeting meeting) throws InterruptedException {
        return meeting.hand(meeting);
    }

    /**
     * The same of two virtual threads on one carrier.
     *
     * @param meeting where they meet
     * @return what the other brought
     * @throws InterruptedException if JMH has lost patience
     */
    @Benchmark
    @Fork(jvmArgsAppend = {Measured.VIRTUAL, Measured.WORKERS, Measured.ONE_CARRIER, Measured.NO_SECOND})
    public Object exchangerVirtual(Meeting meeting) throws InterruptedException {
        return meeting.hand(meeting);
    }
}
