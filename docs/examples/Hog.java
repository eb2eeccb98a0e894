import java.util.concurrent.CountDownLatch;

/** One computes, the other only wants to say something. With one CPU's worth of threads: who of them has to wait? */
public class Hog {
    static void compute() {
        long until = System.nanoTime() + 1_000_000_000;
        while (System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
    }

    static long patience(Thread.Builder kind) throws InterruptedException {
        CountDownLatch computing = new CountDownLatch(1);
        Thread hog = kind.start(() -> {
            computing.countDown();
            compute();
        });
        computing.await();
        long start = System.nanoTime();
        Thread polite = kind.start(() -> {});
        polite.join();
        long millis = (System.nanoTime() - start) / 1_000_000;
        hog.join();
        return millis;
    }

    public static void main(String[] args) throws InterruptedException {
        System.out.println("platform: the other waits " + patience(Thread.ofPlatform()) + " ms");
        System.out.println("virtual, one carrier: the other waits " + patience(Thread.ofVirtual()) + " ms");
    }
}
