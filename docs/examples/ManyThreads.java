import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** What do 2,000 threads cost that do nothing but wait? */
void main() throws IOException, InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    long before = residentKilobytes();
    long began = System.nanoTime();
    for (int i = 0; i < 2_000; i++) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
    IO.println("to start one: " + (System.nanoTime() - began) / 2_000 / 1_000 + " µs");
    if (before > 0) { // Linux tells
        IO.println("memory of one: " + (residentKilobytes() - before) / 2_000 + " KB");
    }
    end.countDown();
}

/** What the system has really given to this process; 0 where it does not say. */
long residentKilobytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    return !Files.exists(status)
            ? 0
            : Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
}
