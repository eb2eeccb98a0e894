import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The same work again and again, in a JVM that has just started: how much CPU time does it take, the more it has been done? */
public class WarmUp {
    private static int bytes;

    /** Something small, as a server does for each request: takes it apart, and writes an answer. */
    static void answer(String request) {
        String[] words = request.split(" ");
        bytes += ("Hello " + words[1].toUpperCase() + "\n").length();
    }

    public static void main(String[] args) {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        for (int requests : new int[]{100, 10_000, 1_000_000}) {
            long start = thread.getCurrentThreadCpuTime();
            for (int i = 0; i < requests; i++) {
                answer("GET /world HTTP/1.1");
            }
            long each = (thread.getCurrentThreadCpuTime() - start) / requests;
            System.out.println("the next " + requests + " requests: " + each + " ns each");
        }
    }
}
