package hello.bench;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.cli.Json;
import hello.protocol.Protocol;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;

/** The launcher, with the jar that was just built, in a folder whose name has a blank. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there it is hello.cmd")
class LauncherIT {
    private static final Path MODULE = Path.of("").toAbsolutePath();

    @TempDir
    Path folder;

    private Path project;

    @BeforeEach
    void copyWhatALauncherNeeds() throws IOException {
        project = Files.createDirectory(folder.resolve("my project"));
        Files.copy(MODULE.resolveSibling("hello"), project.resolve("hello"));
        Files.writeString(project.resolve("pom.xml"), "");
        Files.createDirectory(project.resolve(".mvn"));
        Path target = project.resolve("bench/target");
        Files.createDirectories(target.resolve("lib"));
        Files.createDirectories(project.resolve("bench/src/main"));
        Files.writeString(project.resolve("bench/pom.xml"), "");
        try (Stream<Path> libraries = Files.list(MODULE.resolve("target/lib"))) {
            for (Path library : libraries.toList()) {
                Files.copy(library, target.resolve("lib").resolve(library.getFileName()));
            }
        }
        Files.copy(MODULE.resolve("target/hello.jar"), jar()); // after all else: it is newer, so nothing is to be built
    }

    private Path jar() {
        return project.resolve("bench/target/hello.jar");
    }

    private static Spawned start(String... command) throws IOException {
        return Spawned.start(List.of(command));
    }

    private static void expect(int exitCode, Spawned started) throws InterruptedException {
        try (started) {
            assertThat(started.awaitExitCode()).as("exit code after %s", started.awaitOutput()).isEqualTo(exitCode);
        }
    }

    @Test
    void exitCodesPassThrough() throws Exception {
        String hello = project.resolve("hello").toString();
        expect(0, start(hello, "list"));
        expect(2, start(hello, "serve", "lom"));
        expect(3, start(hello, "check", "--exec", "no-such-program {port}"));
    }

    @Test
    void itIsFoundThroughARelativeLinkFromAnotherFolder() throws Exception {
        Files.createSymbolicLink(folder.resolve("greet"), Path.of("my project/hello"));
        try (Spawned list = start("sh", "-c", "cd / && '" + folder.resolve("greet") + "' list --format json")) {
            List<Map<String, Object>> models = Json.MAPPER.readValue(String.join("\n", list.awaitOutput()),
                    new TypeReference<>() {
                    });
            assertThat(models).hasSize(6);
        }
    }

    @Test
    void theJarKnowsItsVersionAndCommit() throws Exception {
        try (Spawned version = start(project.resolve("hello").toString(), "--version")) {
            assertThat(version.awaitOutput().getFirst())
                    .matches("hello \\d+\\.\\d+\\.\\d+ \\(commit ([0-9a-f]{7,40}(-dirty)?|unknown)\\)");
        }
    }

    @Test
    void aSignalReachesTheServerBecauseTheLauncherHasBecomeTheJvm() throws Exception {
        try (Spawned serve = start(project.resolve("hello").toString(), "serve", "loom", "--port", "0")) {
            try (Socket client = Serving.connect(serve.awaitAddress("loom serves on "))) {
                assertThat(Serving.ask(client)).isEqualTo(Protocol.ANSWER);
                serve.signal("TERM");
                assertThat(serve.awaitExitCode()).isEqualTo(128 + 15);
            }
        }
    }

    @Test
    void newerSourcesAreBuiltFirstAndABuildThatFailsIsToldAndNotRun() throws Exception {
        // The pom.xml is empty, so that this build cannot but fail.
        Files.setLastModifiedTime(project.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
        try (Spawned list = start(project.resolve("hello").toString(), "list")) {
            assertThat(list.awaitExitCode()).isEqualTo(1);
            assertThat(list.awaitOutput()).contains("hello: sources are newer, building…")
                    .anyMatch(line -> line.endsWith("hello: the build failed: see above"))
                    .noneMatch(line -> line.contains("nio-loop"));
        }
        assertThat(project.resolve("bench/target/.lock")).doesNotExist();
    }
}
