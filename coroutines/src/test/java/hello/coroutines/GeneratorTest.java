package hello.coroutines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    @Test
    void handsOutWhatTheBodyYieldsInOrder() {
        Generator<Integer> squares = new Generator<>(out -> {
            for (int i = 1; i <= 3; i++) {
                out.yield(i * i);
            }
        });
        assertThat(squares).toIterable().containsExactly(1, 4, 9);
    }

    @Test
    void theBodyRunsOnlyAsFarAsItIsAsked() {
        List<String> happened = new ArrayList<>();
        Generator<Integer> generator = new Generator<>(out -> {
            happened.add("began");
            out.yield(1);
            happened.add("went on");
            out.yield(2);
        });
        assertThat(happened).isEmpty();
        assertThat(generator.next()).isEqualTo(1);
        assertThat(happened).containsExactly("began");
        assertThat(generator.hasNext()).isTrue();
        assertThat(generator.hasNext()).as("asking twice does not go on twice").isTrue();
        assertThat(happened).containsExactly("began", "went on");
        assertThat(generator.next()).isEqualTo(2);
    }

    @Test
    void mayYieldFromWithinACall() {
        Generator<Integer> countdown = new Generator<>(out -> countDown(3, out));
        assertThat(countdown).toIterable().containsExactly(3, 2, 1);
    }

    private static void countDown(int from, Generator.Out<Integer> out) {
        if (from > 0) {
            out.yield(from);
            countDown(from - 1, out);
        }
    }

    @Test
    void oneMayAskAnother() {
        Generator<Integer> inner = new Generator<>(out -> countDown(2, out));
        Generator<Integer> outer = new Generator<>(out -> inner.forEachRemaining(n -> out.yield(n * 10)));
        assertThat(outer).toIterable().containsExactly(20, 10);
    }

    @Test
    void anExceptionComesOutWhereTheNextValueWasAskedFor() {
        Generator<Integer> generator = new Generator<>(out -> {
            out.yield(1);
            throw new IllegalStateException("broken");
        });
        assertThat(generator.next()).isEqualTo(1);
        assertThatThrownBy(generator::hasNext).isInstanceOf(IllegalStateException.class).hasMessage("broken");
    }

    @Test
    void afterTheEndThereIsNoNext() {
        Generator<Integer> empty = new Generator<>(out -> {});
        assertThat(empty.hasNext()).isFalse();
        assertThatThrownBy(empty::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void nullIsAValueToo() {
        Generator<String> generator = new Generator<>(out -> out.yield(null));
        assertThat(generator.hasNext()).isTrue();
        assertThat(generator.next()).isNull();
        assertThat(generator.hasNext()).isFalse();
    }
}
