package hello.protocol.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainerTest {
    private static final List<String> COMMAND = List.of("sudo", "docker", "run", "--init", "--name", "{container}",
            "image",
            "run", "{port}");

    @Test
    void aCommandThatNamesItsContainerRunsInOne() {
        assertThat(Container.isIn(COMMAND)).isTrue();
        assertThat(Container.isIn(List.of("docker", "run", "--name={container}", "image"))).isTrue();
        assertThat(Container.isIn(List.of("docker", "run", "image", "{port}"))).as("nobody could find it").isFalse();
        assertThat(Container.isIn(List.of("java", "Server", "{port}"))).isFalse();
        assertThat(Container.of(List.of("java", "Server", "{port}"))).isEqualTo(Optional.empty());
    }

    @Test
    void whatStandsBeforeRunIsTheEngineAndEachContainerHasANameOfItsOwn() {
        Container one = Container.of(COMMAND).orElseThrow();
        assertThat(one.engine()).containsExactly("sudo", "docker");
        assertThat(one.hasInit()).isTrue();
        assertThat(one.name()).startsWith("hello-" + ProcessHandle.current().pid() + "-")
                .isNotEqualTo(Container.of(COMMAND).orElseThrow().name());
    }

    @Test
    void optionsGoBehindThoseThatAreThereAndInFrontOfTheImage() {
        assertThat(Container.withOptions(COMMAND, List.of("--ulimit", "nofile=128:128"))).containsExactly("sudo",
                "docker",
                "run", "--init", "--name", "{container}", "--ulimit", "nofile=128:128", "image", "run", "{port}");
        assertThat(
                Container.withOptions(List.of("docker", "run", "--name={container}", "image"), List.of("--cpus", "1")))
                .containsExactly("docker", "run", "--name={container}", "--cpus", "1", "image");
    }
}
