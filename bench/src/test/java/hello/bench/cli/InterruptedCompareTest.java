package hello.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Spawned;
import hello.bench.compare.Results;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** However a comparison ends, what it measured stays, and what it started goes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class InterruptedCompareTest {
    @TempDir
    Path folder;

    private Spawned start() throws Exception {
        // So many rounds that it cannot come to its end before the signal.
        return Spawned.hello("compare", "nio-loop", "--rounds", "10000", "-c", "4", "-w", "50ms", "-d", "100ms",
                "--out", folder.toString());
    }

    @Test
    void ctrlCKeepsWhatWasMeasuredAndLeavesNoProcessBehind() throws Exception {
        try (Spawned compare = start()) {
            compare.awaitLine("crowd, "); // the first trial is over
            List<ProcessHandle> children = compare.handle().descendants().toList();
            compare.signal("INT");
            assertThat(compare.awaitExitCode()).isEqualTo(128 + 2);
            awaitEnd(children);

            Results results = Json.MAPPER.readValue(folder.resolve("results.json").toFile(), Results.class);
            assertThat(results.trials()).isNotEmpty().allMatch(trial -> trial.error() == null);
            assertThat(compare.awaitOutput()).anyMatch(line -> line.strip().startsWith("nio-loop "))
                    .anyMatch(line -> line.startsWith(results.trials().size() + " of 20000 trials were run"));
        }
    }

    @Test
    void itsServersEndAlsoWhenItIsKilled() throws Exception {
        try (Spawned compare = start()) {
            compare.awaitLine("checking nio-loop"); // it is checked: from now on one server follows the other
            List<ProcessHandle> children = compare.handle().descendants().toList();
            compare.signal("KILL");
            compare.awaitExitCode();
            awaitEnd(children);
        }
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        // A process that stays makes this test run into its time limit.
        processes.forEach(process -> process.onExit().join());
    }
}
