package hello.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final List<Integer> ALL = IntStream.range(0, 20).boxed().toList();

    @Test
    void eachRoundHasAllOfThem() {
        assertThat(Rounds.of(ALL, 5, new Random(1))).hasSize(5)
                .allSatisfy(round -> assertThat(round).containsExactlyInAnyOrderElementsOf(ALL));
    }

    @Test
    void everySecondRoundIsTheOneBeforeItBackwards() {
        List<List<Integer>> rounds = Rounds.of(ALL, 4, new Random(1));
        assertThat(rounds.get(1)).isEqualTo(rounds.get(0).reversed());
        assertThat(rounds.get(3)).isEqualTo(rounds.get(2).reversed());
    }

    @Test
    void theOthersAreShuffledAnew() {
        List<List<Integer>> rounds = Rounds.of(ALL, 3, new Random(1));
        assertThat(rounds.get(0)).isNotEqualTo(ALL).isNotEqualTo(rounds.get(2));
        assertThat(rounds.get(2)).isNotEqualTo(rounds.get(1));
    }

    @Test
    void theSameSeedGivesTheSameOrder() {
        assertThat(Rounds.of(ALL, 4, new Random(7))).isEqualTo(Rounds.of(ALL, 4, new Random(7)));
    }
}
