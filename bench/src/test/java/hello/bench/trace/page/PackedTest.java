package hello.bench.trace.page;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.trace.page.Packed.Wanted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedTest {
    @Test
    void whatIsLongEnoughStandsWhereItWas() {
        assertThat(Packed.lane(List.of(new Wanted(10, 50, 7), new Wanted(50, 90, 7))))
                .containsExactly(new Packed(10, 50, true), new Packed(50, 90, true));
    }

    @Test
    void shortOnesStandSideBySideInOrder() {
        List<Packed> places = Packed.lane(List.of(new Wanted(10, 10.01, 7), new Wanted(10.02, 10.03, 7),
                new Wanted(10.03, 400, 7)));

        assertThat(places).extracting(Packed::from).containsExactly(10.0, 17.0, 24.0);
        assertThat(places).extracting(Packed::exact).containsExactly(false, false, false);
        assertThat(places.getLast().to()).as("what ends later ends where it ended").isEqualTo(400);
    }

    @Test
    void nothingIsMovedFarAndTheEndIsReached() {
        List<Wanted> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(new Wanted(10 + i * 0.01, 10 + i * 0.01 + 0.005, 7));
        }

        List<Packed> places = Packed.lane(many);

        assertThat(places).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(places.get(i).from() - many.get(i).from()).isBetween(0.0, Packed.FARTHEST + 1e-9);
        }
        assertThat(places).extracting(Packed::from).isSorted();
    }
}
