package hello.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuListTest {
    @Test
    void cpusAreReadAsLinuxWritesThem() {
        assertThat(CpuList.parse("0-3,6")).containsExactly(0, 1, 2, 3, 6);
        assertThat(CpuList.parse("7")).containsExactly(7);
    }
}
