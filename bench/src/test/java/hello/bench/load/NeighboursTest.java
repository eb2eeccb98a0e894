package hello.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Tools;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells what others use of a CPU")
class NeighboursTest {
    private static Process pinned(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("taskset", "-c", "0");
        builder.command().addAll(List.of(command));
        return builder.start();
    }

    @Test
    void aForgottenProcessThatSpinsOnTheServersCpuIsNoticed() throws Exception {
        Tools.require("taskset", "--version");
        Process server = pinned("sleep", "600");
        Process forgotten = pinned("sh", "-c", "while :; do :; done");
        try {
            Neighbours neighbours = new Neighbours(server.toHandle());
            double before = cpuSeconds(forgotten);
            neighbours.measuring();
            long start = System.nanoTime();
            while (cpuSeconds(forgotten) - before < 0.3) {
                Thread.sleep(10); // until it has used what is to be noticed, however long that takes
            }
            neighbours.measured();
            double seconds = (System.nanoTime() - start) / 1e9;
            Optional<Neighbours.Noise> noise = neighbours.noise(0, 0, seconds);
            assertThat(noise.orElseThrow().othersOfServer() * seconds).isGreaterThan(0.2);
        } finally {
            forgotten.destroyForcibly();
            server.destroyForcibly();
        }
    }

    private static double cpuSeconds(Process process) {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    @Test
    void whatTheServerUsedItselfIsNoNoise() throws Exception {
        Tools.require("taskset", "--version");
        Process server = pinned("sleep", "600");
        try {
            Neighbours neighbours = new Neighbours(server.toHandle());
            neighbours.measuring();
            neighbours.measured();
            // It is said to have used more than there was.
            assertThat(neighbours.noise(100, 100, 1).orElseThrow().othersOfServer()).isZero();
        } finally {
            server.destroyForcibly();
        }
    }
}
