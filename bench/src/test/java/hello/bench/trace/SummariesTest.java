package hello.bench.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose fault a wait was, of a run that is known. */
class SummariesTest {
    private static final Run RUN = MadeTrace.blocking();

    private static Summary.Wait longest(List<Span> ofMain) {
        Lane main = RUN.lanes().getFirst();
        Lane lane = new Lane(main.id(), main.name(), main.kind(), null, null, 1, main.startNanos(), main.endNanos(),
                ofMain, List.of());
        return new Summaries(RUN.clients(), List.of(lane), RUN.stacks(), new Folding(RUN.clients(), main.endNanos()))
                .make().waits().getFirst();
    }

    @Test
    void itIsTheFaultOfTheClientForWhichTheThreadWasHeldMeanwhile() {
        assertThat(longest(RUN.lanes().getFirst().spans())).isEqualTo(RUN.summary().waits().getFirst());
    }

    @Test
    void whoWasNeverServedHasWaitedForTheThreadThatMightHave() {
        List<Span> withoutB = RUN.lanes().getFirst().spans().stream()
                .filter(span -> !"B".equals(span.client())).toList();
        assertThat(longest(withoutB)).isEqualTo(RUN.summary().waits().getFirst());
    }

    @Test
    void whatIsTooShortForAnyoneAloneIsTheFaultOfAllTogether() {
        List<Span> ofMany = RUN.lanes().getFirst().spans().stream()
                .flatMap(span -> span.nanos() < 50_000_000 ? Stream.of(span) : cut(span, 10))
                .toList();
        Summary.Wait longest = longest(ofMany);
        assertThat(longest.heldFor()).isNull();
        assertThat(longest.others()).isEqualTo(10);
        assertThat(longest.kind()).isEqualTo(Span.Kind.BLOCKED_IN_READ);
        assertThat(longest.heldNanos()).isEqualTo(RUN.summary().waits().getFirst().heldNanos());
    }

    /** The same time, for one client after another. */
    private static Stream<Span> cut(Span span, int pieces) {
        long each = span.nanos() / pieces;
        return IntStream.range(0, pieces)
                .mapToObj(i -> new Span(span.kind(), span.startNanos() + i * each, span.startNanos() + (i + 1) * each,
                        "C" + i, false, 1, null, false, null, span.stack()));
    }
}
