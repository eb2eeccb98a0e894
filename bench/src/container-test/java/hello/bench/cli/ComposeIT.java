package hello.bench.cli;

import static hello.bench.Cli.hello;
import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Cli;
import hello.bench.Docker;
import hello.bench.container.Images;
import hello.bench.container.WithImage;
import hello.bench.load.LoadReport;
import hello.bench.load.Together;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench/deploy/compose.yaml} for real: a server and three generators in containers, and what comes of their logs. */
@ExtendWith(WithImage.class)
class ComposeIT {
    private static final String PROJECT = "hello-it-" + ProcessHandle.current().pid();

    @TempDir
    Path folder;

    private Instant moment;
    private List<String> compose;

    @BeforeEach
    void prepare() throws Exception {
        compose = Docker.requireCompose();
        moment = Instant.now().plusSeconds(40).truncatedTo(ChronoUnit.SECONDS); // four containers are up by then
    }

    private void compose(String... words) throws Exception {
        List<String> command = new ArrayList<>(compose);
        command.addAll(List.of("--project-name", PROJECT, "--file", "deploy/compose.yaml"));
        command.addAll(List.of(words));
        // Few and slow: what is tested is that they make one load, not how much.
        Docker.run(
                List.of("START_AT=" + moment, "IMAGE=" + Images.HELLO.get(), "CONNECTIONS=10", "RATE=50",
                        "DURATION=2s"),
                command.toArray(String[]::new));
    }

    @AfterEach
    void down() throws Exception {
        if (compose != null) {
            compose("down", "--timeout", "1");
        }
    }

    @Test
    void threeGeneratorsInContainersMakeOneLoad() throws Exception {
        compose("up", "--detach", "--scale", "generator=3");
        List<String> generators = Docker.run("docker", "ps", "--all", "--quiet", "--filter",
                "label=com.docker.compose.project=" + PROJECT, "--filter", "label=com.docker.compose.service=generator")
                .lines().toList();
        assertThat(generators).hasSize(3);
        List<String> merge = new ArrayList<>(List.of("merge", "--format", "json"));
        for (String generator : generators) {
            assertThat(Docker.run("docker", "wait", generator)).as("exit code").isEqualToIgnoringWhitespace("0");
            merge.add(Files.writeString(folder.resolve(generator + ".hdr"), Docker.run("docker", "logs", generator))
                    .toString());
        }
        Cli merged = hello(merge.toArray(String[]::new));
        LoadReport report = Json.MAPPER.readValue(merged.out(), LoadReport.class);
        assertThat(report.result().connections()).isEqualTo(30);
        assertThat(report.result().open().targetRate()).isEqualTo(150);
        assertThat(report.result().answers()).isPositive();
        assertThat(report.result().neverServed()).isZero();
        Together together = Json.MAPPER.treeToValue(Json.MAPPER.readTree(merged.out()).get("together"), Together.class);
        assertThat(together.parts()).hasSize(3).allSatisfy(part -> assertThat(part.from()).isAfter(moment));
        assertThat(together.commonSeconds()).as("seconds in common").isPositive();
        assertThat(merged.exitCode()).isEqualTo(together.isOneLoad() ? 0 : 3);
    }
}
