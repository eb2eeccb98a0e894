package hello.bench.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import hello.bench.Models;
import hello.bench.Version;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The image: what a Dockerfile promises. */
@ExtendWith(WithImage.class)
class ImageIT {
    @Test
    void servesWithoutAnyRightAndIsHealthy() throws Exception {
        try (Box box = Box.serving(Models.find("loom").orElseThrow())
                .limited(host -> host.withReadonlyRootfs(true).withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges")))
                .checkedEachSecond()) {
            box.start();
            Engine.awaitHealth(box, "healthy");
            assertThat(box.execInContainer("id", "-u").getStdout()).isEqualToIgnoringNewLines("10001");
            assertThat(box.getLogs()).startsWith("loom serves on 0.0.0.0:5001, Ctrl-C stops\n");
        }
    }

    @Test
    void whoDoesNotServeIsUnhealthy() throws Exception {
        try (Box box = Box.serving(Models.find("loom").orElseThrow(), "--port", "5002").checkedEachSecond()) {
            box.start();
            Engine.awaitHealth(box, "unhealthy");
        }
    }

    @Test
    void aMistakeIsToldInOneLine() {
        try (Box box = Box.running("hello", "serve", "lom")) {
            box.start();
            assertThat(box.awaitExitCode()).isEqualTo(2);
            assertThat(box.getLogs()).hasLineCount(1).contains("there is no model 'lom', did you mean loom?");
        }
    }

    @Test
    void isOfThisCommit() {
        try (Box box = Box.running("hello", "--version")) {
            box.start();
            assertThat(box.awaitExitCode()).isZero();
            assertThat(box.getLogs()).contains("Java 25");
            if (Files.isDirectory(Images.PROJECT.resolve(".git"))) { // in a second work tree it is a file, which leads nowhere
                assertThat(box.getLogs()).contains("(commit " + Version.commit() + ")");
            }
        }
    }
}
