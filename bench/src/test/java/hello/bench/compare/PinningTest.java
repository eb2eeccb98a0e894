package hello.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PinningTest {
    private static final List<String> COMMAND = List.of("java", "Server");

    @Test
    void eachSideIsPutOnItsOwnCpus() {
        Pinning pinning = new Pinning(List.of(0, 1), List.of(3), null);
        assertThat(pinning.server(COMMAND)).containsExactly("taskset", "-c", "0,1", "java", "Server");
        assertThat(pinning.generator(COMMAND)).containsExactly("taskset", "-c", "3", "java", "Server");
        assertThat(pinning.inWords()).isEqualTo("server on CPU 0,1, generator on CPU 3");
        assertThat(pinning.carriers()).isEqualTo("2 carrier threads");
    }

    /** To pin the engine's client would pin nothing of the server. */
    @Test
    void aContainerIsPinnedByItsEngine() {
        Pinning pinning = new Pinning(List.of(0, 1), List.of(3), null);
        assertThat(pinning.server(List.of("docker", "run", "--name", "{container}", "image", "{port}")))
                .containsExactly("docker", "run", "--name", "{container}", "--cpuset-cpus", "0,1", "image", "{port}");
    }

    @Test
    void withoutPinningTheCommandStaysAsItIsAndTheReasonIsTold() {
        Pinning none = new Pinning(List.of(), List.of(), "there is no taskset here");
        assertThat(none.server(COMMAND)).isEqualTo(COMMAND);
        assertThat(none.generator(COMMAND)).isEqualTo(COMMAND);
        assertThat(none.inWords()).contains("share the CPUs", "there is no taskset here");
    }

    @Test
    void moreCpusThanThereAreCannotBeHad() {
        Pinning none = Pinning.detect(100_000);
        assertThat(none.serverCpus()).isEmpty();
        assertThat(none.reason()).isNotBlank();
    }

    @Test
    void whatIsFoundHereLeavesTheGeneratorACpuOfItsOwn() {
        Pinning here = Pinning.detect(1);
        assertThat(here.serverCpus()).doesNotContainAnyElementsOf(here.generatorCpus());
        assertThat(here.serverCpus().isEmpty()).as("nothing pinned").isEqualTo(here.reason() != null);
    }
}
