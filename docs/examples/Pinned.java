import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.consumer.RecordingStream;

/** One carrier, and ten virtual threads that sleep 100 ms each while they hold something. How long for all ten? */
public class Pinned {
    /** Sleeps while its class is initialized: the JVM itself calls this, so there is a native frame on the stack. */
    static class Slow {
        static {
            sleep();
        }

        static void use() {}
    }

    static void sleep() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // region monitor
    static void holdMonitor() {
        synchronized (new Object()) {
            sleep();
        }
    }
    // endregion

    static long millis(int threads, Runnable task) throws InterruptedException {
        long start = System.nanoTime();
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            started.add(Thread.ofVirtual().start(task));
        }
        for (Thread thread : started) {
            thread.join();
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    public static void main(String[] args) throws Exception {
        try (RecordingStream events = new RecordingStream()) {
            CountDownLatch told = new CountDownLatch(1);
            events.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ofMillis(20));
            events.onEvent("jdk.VirtualThreadPinned", event -> {
                System.out.println("pinned for " + event.getDuration().toMillis() + " ms in "
                        + event.getString("blockingOperation") + ": " + event.getString("pinnedReason"));
                told.countDown();
            });
            events.startAsync();
            System.out.println("ten sleep inside synchronized: " + millis(10, Pinned::holdMonitor) + " ms");
            System.out.println("one sleeps in a class initializer, nine only sleep: " + millis(10, new Runnable() {
                private boolean first = true; // one carrier: no two are here at once

                @Override
                public void run() {
                    if (first) {
                        first = false;
                        Slow.use();
                    } else {
                        sleep();
                    }
                }
            }) + " ms");
            told.await();
        }
    }
}
