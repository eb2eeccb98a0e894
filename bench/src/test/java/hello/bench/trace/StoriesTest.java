package hello.bench.trace;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Model;
import hello.bench.Models;
import hello.bench.trace.Span.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the other stories must show, from real servers. */
class StoriesTest {
    /** Computation that takes some hundred milliseconds: long enough to be seen, and the test is not about how long. */
    private static final String COMPUTES = "cpu:200000000";

    private static Run trace(String name, Script script, String work) throws Exception {
        Model model = Models.find(name).orElseThrow();
        return new Tracer(script, work, Duration.ofSeconds(60)).model(model, null);
    }

    /** From the first to the last of a client's computation. */
    private static Span computing(Run run, String client) {
        List<Span> spans = run.lanes().stream().flatMap(lane -> lane.spans().stream())
                .filter(span -> span.kind() == Kind.COMPUTING && client.equals(span.client())).toList();
        assertThat(spans).as("computing for " + client).isNotEmpty();
        return new Span(Kind.COMPUTING, spans.getFirst().startNanos(), spans.getLast().endNanos(), client, false, 1,
                null, false, null, spans.getFirst().stack());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio-loop", "coroutines", "callbacks"})
    void onALoopOneComputationBeginsWhenTheOtherIsOver(String model) throws Exception {
        Run run = trace(model, Story.CPU_ON_THE_LOOP.script(), COMPUTES);
        Span a = computing(run, "A");
        Span b = computing(run, "B");
        assertThat(a.endNanos() <= b.startNanos() || b.endNanos() <= a.startNanos()).as(a + " " + b).isTrue();
        assertThat(run.line(computing(run, "A")).orElseThrow().source()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"threaded"})
    void threadsComputeAtTheSameTime(String model) throws Exception {
        Run run = trace(model, Story.CPU_ON_THE_LOOP.script(), COMPUTES);
        Span a = computing(run, "A");
        Span b = computing(run, "B");
        assertThat(a.startNanos() < b.endNanos() && b.startNanos() < a.endNanos()).as(a + " " + b).isTrue();
        assertThat(run.summary().platformThreads()).isEqualTo(3);
    }

    @Test
    void whoNeverReadsBlocksTheThreadThatWritesToItAndNobodyElse() throws Exception {
        Run run = trace("threaded", Story.NEVER_READS.script(), "none");
        Lane a = run.lanes().stream().filter(lane -> "A".equals(lane.client())).findFirst().orElseThrow();
        assertThat(a.spans()).anyMatch(span -> span.kind() == Kind.BLOCKED_IN_WRITE
                && run.line(span).orElseThrow().inWords().startsWith("ThreadedServer.java:"));
        assertThat(run.summary().lost()).isZero();
        assertThat(run.summary().answers()).isEqualTo(2);
    }

    @Test
    void whereNobodyAloneIsToBlameForAWaitTheOthersTogetherAre() throws Exception {
        Run run = trace("blocking", Script.parse("A: connect, send, think 60ms, close").forClients(10), "none");
        Summary.Wait longest = run.summary().waits().getFirst();
        assertThat(longest.inWords()).matches(
                "\\w+ waited .*: BlockingServer\\.java:\\d+ was blocked in read for [6-9] other clients for .* of it");
        assertThat(longest.heldNanos()).isLessThanOrEqualTo(longest.nanos());
    }

    @Test
    void ofManyTheFirstHaveLanesAndTheOthersAreCounted() throws Exception {
        Run run = trace("loom", Script.parse("A: connect, send, think 100ms, send, close").forClients(200), "none");
        assertThat(run.clients()).hasSize(4);
        assertThat(run.clients().getLast().folded()).isEqualTo(197);
        assertThat(run.clients().getLast().census()).isNotEmpty();
        assertThat(run.lanes().stream().filter(lane -> lane.kind() == Lane.Kind.VIRTUAL).mapToInt(Lane::folded).sum())
                .isEqualTo(200);
        assertThat(run.summary().virtualThreads()).isEqualTo(200);
        assertThat(run.summary().answers()).isEqualTo(400);
    }
}
