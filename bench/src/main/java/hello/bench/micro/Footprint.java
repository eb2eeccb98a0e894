package hello.bench.micro;

import com.sun.management.ThreadMXBean;
import hello.coroutines.Generator;
import hello.protocol.check.ProcessUsage;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it takes to wait: the memory of a unit that is parked, over ten thousand of them.
 *
 * <p>
 * Three figures, each divided by the number of units: {@code allocatedBytes}, all that was allocated on the heap to make and park
 * it (the counter that {@code -prof gc} reads, too); {@code heapBytes}, what of it is still there after a collection; and
 * {@code residentBytes}, by how much the process has grown, which also sees what is not on the heap: a platform thread's stack and
 * the JVM's own books. NaN where the system does not tell. The time is that of making them all, with a cold JVM: it is of no use.
 *
 * <p>
 * What is not measured: stacks of a real server's depth. Here a unit waits one or two calls deep, and each further frame adds to
 * all but the callback. Nor what the system's kernel keeps for a thread or for a connection.
 *
 * <p>
 * What one should see: a callback is as large as its fields. A coroutine and a virtual thread are a thousand bytes and more,
 * on the heap and nowhere else (the JVM is cold, and frames of interpreted code are large); where the heap had pages to
 * spare, fewer of them are newly resident. A platform thread is next to nothing on the heap, and tens of kilobytes beside it:
 * the touched part of its stack, not the megabyte that is reserved for it.
 *
 * <pre>{@code
 * hello jmh Footprint
 *  benchmark                   ms/op         95 %  ratio  allocated bytes  heap bytes  resident bytes
 *  pendingCallback 10000        1.60    1.38–2.83   1.00             30.8        32.3            38.7
 *  parkedCoroutine 10000        25.7    23.7–30.8   16.1            1,164       1,129             611
 *  parkedVirtualThread 10000    56.8    44.3–67.9   35.6            1,595       1,528           1,117
 *  parkedPlatformThread 10000  2,405  1,716–4,846  1,506              288         240          22,449
 * }</pre>
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1) // a second one would find the memory that the first has left
public class Footprint extends Measured {
    /** For JMH. */
    public Footprint() {}

    /** All that wait. (One for the benchmark: JMH would make one for each place that asks for a thread's.) */
    @State(Scope.Benchmark)
    public static class Units {
        /** How many. */
        @Param("10000")
        public int units;

        private List<Object> waiting;

        /** JMH makes it. */
        public Units() {}

        /** Room for all, so that only the units are counted. */
        @Setup(Level.Iteration)
        public void makeRoom() {
            letGo();
            waiting = new ArrayList<>(units);
        }

        /** Threads end; the others are garbage. */
        @TearDown
        public void letGo() {
            if (waiting != null) {
                for (Object unit : waiting) {
                    if (unit instanceof Thread thread) {
                        thread.interrupt();
                    }
                }
            }
        }

        private List<Object> threads(Thread.Builder kind) {
            List<Thread> threads = new ArrayList<>(units);
            for (int i = 0; i < units; i++) {
                threads.add(kind.start(Units::park));
            }
            for (Thread thread : threads) {
                while (thread.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
            waiting.addAll(threads);
            return waiting;
        }

        private static void park() {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
        }
    }

    /** Weighs what an iteration leaves behind. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Memory {
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        /** Allocated on the heap, by all threads. */
        public double allocatedBytes;
        /** Still there after a collection. */
        public double heapBytes;
        /** Of the process's memory, heap and all. */
        public double residentBytes;

        private double allocatedBefore;
        private double heapBefore;
        private double residentBefore;

        /** JMH makes it. */
        public Memory() {}

        /**
         * Before they are made. It depends on the units, so that their list is there by then.
         *
         * @param units what will be made
         */
        @Setup(Level.Iteration)
        public void before(Units units) {
            heapBefore = heapAfterCollection();
            residentBefore = resident();
            allocatedBefore = THREADS.getTotalThreadAllocatedBytes();
        }

        /**
         * When all of them wait.
         *
         * @param units what was made
         */
        @TearDown(Level.Iteration)
        public void after(Units units) {
            allocatedBytes = (THREADS.getTotalThreadAllocatedBytes() - allocatedBefore) / units.units;
            residentBytes = (resident() - residentBefore) / units.units;
            heapBytes = (heapAfterCollection() - heapBefore) / units.units;
        }

        /** As the collection has left it: later some is set aside for threads that may allocate, and counts as used. */
        private static double heapAfterCollection() {
            System.gc();
            return ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .mapToDouble(pool -> pool.getCollectionUsage().getUsed())
                    .sum();
        }

        private static double resident() {
            return ProcessUsage.of(ProcessHandle.current())
                    .filter(usage -> usage.residentBytes().isPresent())
                    .map(usage -> (double) usage.residentBytes().getAsLong())
                    .orElse(Double.NaN);
        }
    }

    /** What calls back, and for whom: the fields that a handler in {@code callbacks} has. */
    private record Callback(Object connection, Runnable whatNext) {}

    /**
     * Callbacks that nobody has called yet.
     *
     * @param units where they are
     * @param memory what weighs them
     * @return all of them
     */
    @Benchmark
    public List<Object> pendingCallback(Units units, Memory memory) {
        Runnable next = units::letGo;
        for (int i = 0; i < units.units; i++) {
            units.waiting.add(new Callback(units, next));
        }
        return units.waiting;
    }

    /**
     * Coroutines that have yielded.
     *
     * @param units where they are
     * @param memory what weighs them
     * @return all of them
     */
    @Benchmark
    public List<Object> parkedCoroutine(Units units, Memory memory) {
        for (int i = 0; i < units.units; i++) {
            Generator<Object> coroutine = new Generator<>(out -> {
                while (true) {
                    out.yield(memory);
                }
            });
            coroutine.next();
            units.waiting.add(coroutine);
        }
        return units.waiting;
    }

    /**
     * Virtual threads that are parked.
     *
     * @param units where they are
     * @param memory what weighs them
     * @return all of them
     */
    @Benchmark
    public List<Object> parkedVirtualThread(Units units, Memory memory) {
        return units.threads(Thread.ofVirtual());
    }

    /**
     * Platform threads that are parked.
     *
     * @param units where they are
     * @param memory what weighs them
     * @return all of them
     */
    @Benchmark
    public List<Object> parkedPlatformThread(Units units, Memory memory) {
        return units.threads(Thread.ofPlatform().daemon());
    }
}
