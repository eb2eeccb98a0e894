package hello.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkTest {
    @ParameterizedTest
    @ValueSource(strings = {"none", "wait:20ms", "cpu:2500000"})
    void isReadAndWritten(String text) {
        assertThat(Work.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sleep", "wait", "wait:", "wait:5", "wait:0ms", "cpu:0", "cpu:-1", "cpu:0ms", "None",
        "cpu:", "cpu:5x"})
    void anythingElseIsRefusedInWordsThatSayHowItIsWritten(String text) {
        assertThatThrownBy(() -> Work.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write ");
    }

    @Test
    void aTimeOfComputationIsCalibratedToRounds() {
        Work.Cpu one = (Work.Cpu) Work.parse("cpu:1ms");
        // A machine that computes a step in less than 0.05 ns, or in more than 1 µs, is no machine of this century.
        assertThat(one.rounds()).isBetween(1_000L, 20_000_000L);
    }

    @Test
    void computingTakesCpuTimeInProportionToItsRounds() throws InterruptedIOException {
        new Work.Cpu(50_000_000).perform(); // compiles it
        long little = cpuNanos(new Work.Cpu(2_000_000));
        long much = cpuNanos(new Work.Cpu(200_000_000));
        assertThat(much).as("a hundred times as many rounds").isGreaterThan(20 * little);
    }

    /** CPU time, not time on the clock: others on this machine have no part in it. */
    private static long cpuNanos(Work work) throws InterruptedIOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.perform();
        return threads.getCurrentThreadCpuTime() - before;
    }

    @Test
    void waitingTakesAtLeastItsTime() throws InterruptedIOException {
        long start = System.nanoTime();
        new Work.Wait(Duration.ofMillis(30)).perform();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
    }

    @Test
    void aWaitThatIsInterruptedEndsAndLeavesTheFlagSet() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new Work.Wait(Duration.ofDays(1)).perform())
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
