package hello.bench.trace.page;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.trace.ClientLane;
import hello.bench.trace.Lane;
import hello.bench.trace.MadeTrace;
import hello.bench.trace.Run;
import hello.bench.trace.Span;
import org.junit.jupiter.api.Test;

class SpanWordsTest {
    @Test
    void sayWhichLineWaitedForWhom() {
        assertThat(first(MadeTrace.blocking(), 0, Span.Kind.BLOCKED_IN_READ)).isEqualTo("BlockingServer.java:5 waited "
                + "895 ms for client A, blocked in read: its thread could do nothing else · main · at 0.0050 s");
    }

    @Test
    void sayThatNoThreadWasHeld() {
        assertThat(first(MadeTrace.loom(), 2, Span.Kind.UNMOUNTED_IN_READ)).contains("LoomServer.java:2 waited 895 ms")
                .contains("unmounted: no thread was held").doesNotContain("nothing else");
    }

    @Test
    void nameTheLaneWhereThereIsNoLine() {
        assertThat(first(MadeTrace.loom(), 1, Span.Kind.CARRYING))
                .isEqualTo("ForkJoinPool-1-worker-1 carried client-50001 for 2.0 ms · at 0.0030 s");
    }

    @Test
    void blameWhoKeptAClientWaiting() {
        Run run = MadeTrace.blocking();
        ClientLane b = run.client("B");
        String words = b.spans().stream().map(span -> new SpanWords(run).of(b, span)).filter(w -> w.contains("waited"))
                .findFirst().orElseThrow();

        assertThat(words).startsWith("B waited 1.00 s: BlockingServer.java:5 was blocked in read for client A");
    }

    /** A sentence for every kind, and none that says null. */
    @Test
    void everyKindHasWords() {
        Run run = MadeTrace.loom();
        Lane lane = run.lane(2);
        for (Span.Kind kind : Span.Kind.values()) {
            String words = new SpanWords(run).of(lane,
                    new Span(kind, 0, 1_000_000, null, true, 1, null, false, null, null));
            assertThat(words).startsWith("client-50001 ").contains("inferred").doesNotContain("null");
        }
    }

    private static String first(Run run, int laneId, Span.Kind kind) {
        Lane lane = run.lane(laneId);
        Span span = lane.spans().stream().filter(one -> one.kind() == kind).findFirst().orElseThrow();
        return new SpanWords(run).of(lane, span);
    }
}
