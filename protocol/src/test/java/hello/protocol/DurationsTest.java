package hello.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"250ms, 250000000, 250ms", "1.5s, 1500000000, 1500ms", "2m, 120000000000, 2m", "50us, 50000, 50us",
        "7ns, 7, 7ns", "0ms, 0, 0s", "60s, 60000000000, 1m", "1h, 3600000000000, 1h"})
    void isReadAndWritten(String text, long nanos, String written) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofNanos(nanos));
        assertThat(Durations.format(Duration.ofNanos(nanos))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "ms", "-5ms", "5 ms", "5MS", "1e3s", "5d", ".5s", "12345678901s"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'%s' is not a duration: write 250ms, 10s or 2m", text);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (long nanos = 1; nanos < Duration.ofHours(10).toNanos(); nanos *= 7) {
            Duration duration = Duration.ofNanos(nanos);
            String written = Durations.format(duration);
            if (written.length() <= "999999999ns".length()) {
                assertThat(Durations.parse(written)).isEqualTo(duration);
            }
        }
    }
}
