package hello.bench.cli;

import static hello.bench.Cli.hello;
import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Cli;
import hello.bench.Docker;
import hello.bench.Spawned;
import hello.bench.compare.Results;
import hello.bench.container.Images;
import hello.bench.container.WithImage;
import hello.bench.load.ServerMeter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Servers in containers, compared and checked: with the image of the working tree, and the chapter's server in another. */
@ExtendWith(WithImage.class)
class IsolateIT {
    @TempDir
    Path folder;

    private static String image;
    private static String chapter;

    @BeforeAll
    static void images() throws Exception {
        image = Images.HELLO.get();
        chapter = Images.CHAPTER_ON_HOST.get();
    }

    @AfterAll
    static void nothingIsLeft() throws Exception {
        assertThat(Docker.containersOf(ProcessHandle.current())).isEmpty();
    }

    private Results compare(int exitCode, String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "compare";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--out";
        all[args.length + 2] = folder.toString();
        Cli compare = hello(all);
        assertThat(compare.exitCode()).as(compare.out() + compare.err()).isEqualTo(exitCode);
        printed = compare.out();
        return Json.MAPPER.readValue(folder.resolve("results.json").toFile(), Results.class);
    }

    private String printed;

    @Test
    void modelsRunWithLimitsAndWhatTheyUseIsMeasuredInside() {
        Results results = compare(0, "loom", "--isolate", "docker", "--isolate-image", image, "--cpus", "0.5",
                "--memory",
                "200m", "--rounds", "2", "-c", "4", "-w", "200ms", "-d", "1s");
        assertThat(printed.replaceAll("\\s+", " "))
                .contains("each server in a container with 0.5 CPU and 200m of memory; "
                        + "models from the image " + image + " (", "MaxRAMPercentage=50");
        assertThat(results.plan().isolation().limits().cpus()).isEqualTo(0.5);
        assertThat(results.plan().isolation().limits().memory()).isEqualTo("200m");
        assertThat(results.plan().isolation().contents()).contains("Java 25");
        assertThat(results.trials()).hasSize(4).allSatisfy(trial -> {
            ServerMeter.Usage server = trial.report().server();
            // A client of the engine would use next to nothing for what a server answers, and could use more than its limit.
            assertThat(server.cpuSeconds() / trial.report().result().seconds()).as("CPUs").isBetween(0.05, 0.65);
            assertThat(server.residentBytes()).as("bytes").isBetween(20_000_000L, 210_000_000L);
            assertThat(server.threads()).as("threads of a JVM").isGreaterThan(10);
        });
    }

    @Test
    void aThreadForEachOf5000ClientsDoesNotFitIntoASmallBox() {
        Results results = compare(0, "threaded", "nio-loop", "--scenario", "small-box", "--isolate", "docker",
                "--isolate-image", image, "--rounds", "2", "-d", "1s");
        assertThat(results.plan().memory()).contains("256m");
        assertThat(results.trials()).filteredOn(trial -> trial.contender().equals("threaded")).hasSize(2)
                .allSatisfy(trial -> assertThat(trial.error()).startsWith("out of memory: it was killed at its limit"));
        assertThat(results.trials()).filteredOn(trial -> trial.contender().startsWith("nio-loop")).hasSize(4)
                .allSatisfy(trial -> assertThat(trial.report().result().neverServed()).isZero());
        assertThat(printed).contains("! threaded: out of memory in 2 of 2 trials: it needs more than 256m");
        assertThat(folder.resolve("report.html")).content().contains("out of memory in 2 of 2 trials");
    }

    @Test
    void aForeignImageIsComparedToo() {
        Results results = compare(0, "--image", "mine=" + image + " nio-loop --port {port} --quiet", "--rounds", "2",
                "-c", "4",
                "-w", "100ms", "-d", "500ms");
        assertThat(results.trials()).hasSize(4)
                .allSatisfy(trial -> assertThat(trial.report().server().cpuSeconds()).isPositive());
    }

    /** It catches nothing: in a container, too, its end is seen, with what it printed last. */
    @Test
    void theChaptersServerIsCheckedInAnImageThatGetsThePortAsItsArgument() {
        Cli check = hello("check", "--image", chapter, "--one-client");
        assertThat(check.exitCode()).as(check.out() + check.err()).isEqualTo(1);
        assertThat(check.out())
                .contains("its process ended: Connection from (", "OSError: [Errno 24] Too many open files")
                .containsPattern("pass .* stops when it is told to, with clients connected")
                .containsPattern("pass .* no CPU is burnt while idle");
    }

    @Test
    void anImageThatIsNotThereIsALineThatSaysWhatToDo() {
        Cli check = hello("check", "--image", "hello-nowhere");
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err()).isEqualToIgnoringNewLines(
                "hello: there is no image 'hello-nowhere' here: build it (docker build -t hello-nowhere .) or pull it first");
        Cli compare = hello("compare", "--isolate", "docker", "--isolate-image", chapter);
        assertThat(compare.exitCode()).isEqualTo(2);
        assertThat(compare.err()).contains("the image '" + chapter + "' does not hold this program");
    }

    @Test
    void ctrlCLeavesNoContainerBehind() throws Exception {
        try (Spawned compare = Spawned.hello("compare", "nio-loop", "--isolate", "docker", "--isolate-image", image,
                "--rounds", "1000", "-c", "4", "-w", "50ms", "-d", "100ms", "--out", folder.toString())) {
            compare.awaitLine("crowd, "); // the first trial is over
            compare.signal("INT");
            assertThat(compare.awaitExitCode()).isEqualTo(128 + 2);
            assertThat(Docker.containersOf(compare.handle())).isEmpty();
            Results results = Json.MAPPER.readValue(folder.resolve("results.json").toFile(), Results.class);
            assertThat(results.trials()).isNotEmpty().allMatch(trial -> trial.error() == null);
        }
    }

    /** Who is killed cannot clean up; but a model ends with its standard input, and its container with it. */
    @Test
    void modelsEndAlsoWhenTheComparisonIsKilled() throws Exception {
        try (Spawned compare = Spawned.hello("compare", "nio-loop", "--isolate", "docker", "--isolate-image", image,
                "--rounds", "1000", "-c", "4", "-w", "50ms", "-d", "100ms", "--out", folder.toString())) {
            compare.awaitLine("checking nio-loop: pass");
            List<ProcessHandle> clients = compare.handle().descendants().toList();
            compare.signal("KILL");
            compare.awaitExitCode();
            clients.forEach(client -> client.onExit().join()); // the engine's client ends with the container
            assertThat(Docker.containersOf(compare.handle())).isEmpty();
        }
    }
}
