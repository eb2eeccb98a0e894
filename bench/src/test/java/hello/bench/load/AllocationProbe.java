package hello.bench.load;

import com.sun.management.ThreadMXBean;
import hello.protocol.ServerOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Loads the server on the port that is given, and prints how many bytes the generator's thread allocated for each answer. */
final class AllocationProbe {
    private AllocationProbe() {}

    public static void main(String[] args) throws IOException {
        // More than 127: what is boxed beyond that is not free.
        LoadPlan plan = LoadPlan.closed(ServerOptions.loopback(Integer.parseInt(args[0])), 200, Duration.ofMillis(500),
                Duration.ofMillis(500));
        // Interpreted code allocates what compiled code does not, and nobody knows when the compiler is done.
        double bytes = Double.MAX_VALUE;
        for (int i = 0; i < 60 && bytes >= 1; i++) {
            bytes = bytesPerAnswer(plan);
        }
        System.out.println(bytes);
    }

    private static double bytesPerAnswer(LoadPlan plan) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        AtomicLong allocated = new AtomicLong();
        LoadResult result = new Generator(plan).run(new Generator.Listener() {
            @Override
            public void measuring() {
                allocated.set(-threads.getCurrentThreadAllocatedBytes());
            }

            @Override
            public void measured() {
                allocated.addAndGet(threads.getCurrentThreadAllocatedBytes());
            }
        });
        return (double) allocated.get() / result.answers();
    }
}
