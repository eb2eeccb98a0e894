import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ten thousand threads that sleep at the same time, and the few that carry them. */
void main() throws InterruptedException {
    Set<String> carriers = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                carriers.add(carrier());
                Thread.sleep(Duration.ofSeconds(1)); // the virtual thread leaves its carrier
                carriers.add(carrier()); // and goes on on any of them
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }
    for (Thread thread : threads) {
        thread.join();
    }
    IO.println("10000 virtual threads slept 1 s each, in " + (System.nanoTime() - start) / 100_000_000 / 10.0
            + " s, on " + carriers.size() + " carriers; CPUs: " + Runtime.getRuntime().availableProcessors());
}

/** A virtual thread's text ends with who carries it: VirtualThread[#33]/runnable@ForkJoinPool-1-worker-2. */
String carrier() {
    String text = Thread.currentThread().toString();
    return text.substring(text.indexOf('@') + 1);
}
