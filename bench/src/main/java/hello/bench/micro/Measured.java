package hello.bench.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How all of them are measured, if they do not say otherwise: the mean time of one operation, in six forks. The fork is the unit
 * of statistics, since forks of the same code differ more than iterations of one fork do; and with six the smallest and the
 * largest bound the median with a confidence of 96.9 % ({@link hello.bench.stats.Medians#interval}).
 *
 * <p>
 * Heap and collector are fixed, so that figures do not depend on the machine's memory; they are those of the servers in
 * {@code hello compare}. CPUs are not: a benchmark of two threads may use two.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 6, jvmArgs = {"-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", Measured.CONTINUATION})
abstract class Measured {
    /** What coroutines are made of. The manifest of a jar says so too, but not to a JVM that is started with a class path. */
    static final String CONTINUATION = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED";

    /** The thread that measures is a virtual one: see {@link VirtualWorkers}. */
    static final String VIRTUAL = "-Djmh.executor=CUSTOM";

    static final String WORKERS = "-Djmh.executor.class=hello.bench.micro.VirtualWorkers";
    static final String ONE_CARRIER = "-Djdk.virtualThreadScheduler.parallelism=1";
    static final String NO_SECOND = "-Djdk.virtualThreadScheduler.maxPoolSize=1";
    static final String TWO_CARRIERS = "-Djdk.virtualThreadScheduler.parallelism=2";

    Measured() {}
}
