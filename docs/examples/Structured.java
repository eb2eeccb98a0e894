import java.time.Duration;
import java.util.concurrent.StructuredTaskScope;

/** Two tasks for one request. One fails: the other is interrupted, and nobody leaves before both have ended. */
public class Structured {
    static String user() {
        throw new IllegalStateException("no such user");
    }

    static String orders() throws InterruptedException {
        try {
            Thread.sleep(Duration.ofSeconds(10));
            return "orders";
        } catch (InterruptedException e) {
            System.out.println("orders: interrupted");
            throw e;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        long start = System.nanoTime();
        // region scope
        try (var scope = StructuredTaskScope.open()) { // all must succeed
            var orders = scope.fork(Structured::orders);
            var user = scope.fork(Structured::user);
            scope.join(); // throws as soon as one has failed, and interrupts the others
            System.out.println(user.get() + ": " + orders.get());
        } catch (StructuredTaskScope.FailedException e) {
            System.out.println("request: " + e.getCause().getMessage());
        }
        // endregion
        System.out.println("sooner than orders would have been: " + (System.nanoTime() - start < 10_000_000_000L));
    }
}
