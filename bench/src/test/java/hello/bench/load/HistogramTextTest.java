package hello.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class HistogramTextTest {
    @Test
    void everyCountComesBack() {
        Histogram histogram = new Histogram(1, 1_000_000_000, 3);
        for (long value = 1; value < 1_000_000_000; value *= 3) {
            histogram.recordValueWithCount(value, value % 17 + 1);
        }
        String text = HistogramText.write(histogram);
        assertThat(text.lines()).hasSize(1);
        assertThat(HistogramText.read(text)).isEqualTo(histogram);
    }

    @Test
    void anEmptyOneIsOneToo() {
        Histogram empty = new Histogram(1, 1_000, 3);
        assertThat(HistogramText.read(HistogramText.write(empty)).getTotalCount()).isZero();
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> HistogramText.read("bm90IGEgaGlzdG9ncmFt"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HistogramText.read("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HistogramText.read("%%%")).isInstanceOf(IllegalArgumentException.class);
    }
}
