package hello.bench.trace;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Model;
import hello.bench.Models;
import hello.bench.cli.Json;
import hello.bench.trace.ClientLane.Mark;
import hello.bench.trace.Span.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chapter's question, asked of every model once, for real: what does a second client see, and what did the server do? */
class SecondClientTest {
    /**
     * A stays until B is answered, however long that takes: no machine is too slow for it. Then A thinks, so that whatever serves
     * it gets to its next read before there is something to be read.
     */
    private static final String UNTIL_B_IS_ANSWERED = "A: connect, send, after B answered, think 500ms, send, close; "
            + "B: after A answered, connect, send, close";

    private static final Map<String, Run> RUNS = new HashMap<>();

    @BeforeAll
    static void trace() throws Exception {
        for (Model model : Models.all()) {
            Script script = model.oneClient()
                    ? Story.SECOND_CLIENT.script()
                    : Script.parse(UNTIL_B_IS_ANSWERED);
            RUNS.put(model.name(), new Tracer(script, "none", Duration.ofSeconds(60)).model(model, null));
        }
    }

    static Stream<String> models() {
        return Models.all().stream().map(Model::name);
    }

    static Stream<String> allButBlocking() {
        return models().filter(name -> !name.equals("blocking"));
    }

    private static Run run(String model) {
        return RUNS.get(model);
    }

    private static long at(Run run, String client, Mark.Kind kind) {
        return run.client(client).marks().stream().filter(mark -> mark.kind() == kind).findFirst().orElseThrow()
                .atNanos();
    }

    /** When A ended its sending side. */
    private static long closing(Run run) {
        return run.client("A").spans().stream().filter(span -> span.kind() == ClientSpan.Kind.CLOSING).findFirst()
                .orElseThrow().startNanos();
    }

    private static List<Lane> lanes(Run run, Lane.Kind kind) {
        return run.lanes().stream().filter(lane -> lane.kind() == kind).toList();
    }

    private static Lane laneOf(Run run, String client) {
        return run.lanes().stream().filter(lane -> client.equals(lane.client())).findFirst().orElseThrow();
    }

    private static List<Span> spans(Run run, Kind kind) {
        return run.lanes().stream().flatMap(lane -> lane.spans().stream()).filter(span -> span.kind() == kind).toList();
    }

    @Test
    void inBlockingTheSecondClientWaitsUntilTheFirstHasLeft() {
        Run run = run("blocking");
        assertThat(at(run, "B", Mark.Kind.ANSWERED)).isGreaterThan(closing(run));
        assertThat(run.lanes()).hasSize(1);
        assertThat(spans(run, Kind.BLOCKED_IN_READ)).isNotEmpty().allMatch(span -> span.client() != null);

        Summary.Wait wait = run.summary().waits().getFirst();
        assertThat(wait.client()).isEqualTo("B");
        assertThat(wait.heldFor()).isEqualTo("A");
        assertThat(wait.kind()).isEqualTo(Kind.BLOCKED_IN_READ);
        assertThat(wait.inWords()).matches(
                "B waited \\d.* s: BlockingServer\\.java:\\d+ was blocked in read for client A for \\d.* of it");
    }

    @ParameterizedTest
    @MethodSource("allButBlocking")
    void inTheOthersItIsAnsweredWhileTheFirstIsThere(String model) {
        Run run = run(model);
        assertThat(run.summary().lost()).isZero();
        assertThat(run.summary().answers()).isEqualTo(3);
        assertThat(at(run, "B", Mark.Kind.ANSWERED)).isLessThan(closing(run));
    }

    @Test
    void threadedHasAThreadForEachClientAndOneThatAccepts() {
        Run run = run("threaded");
        assertThat(lanes(run, Lane.Kind.PLATFORM)).hasSize(3);
        assertThat(laneOf(run, "A").name()).isEqualTo("client-" + run.client("A").port());
        assertThat(laneOf(run, "A").spans()).filteredOn(span -> span.kind() == Kind.BLOCKED_IN_READ).isNotEmpty();
        assertThat(laneOf(run, "B").spans()).allMatch(span -> span.client().equals("B"));
        assertThat(run.summary().platformThreads()).isEqualTo(3);
    }

    @Test
    void nioLoopServesAllInTurnsOnOneThreadThatOtherwiseSelects() {
        Run run = run("nio-loop");
        assertThat(run.lanes()).hasSize(1);
        Lane loop = run.lanes().getFirst();
        assertThat(loop.spans()).extracting(Span::client).contains("A", "B");
        assertThat(loop.spans()).extracting(Span::kind).contains(Kind.IDLE_IN_SELECT, Kind.READING, Kind.WRITING)
                .doesNotContain(Kind.BLOCKED_IN_READ, Kind.BLOCKED_IN_WRITE);
    }

    @Test
    void loomHasAVirtualThreadForEachThatIsUnmountedWhileItWaits() {
        Run run = run("loom");
        assertThat(lanes(run, Lane.Kind.VIRTUAL)).hasSize(2);
        for (String client : List.of("A", "B")) {
            Lane lane = laneOf(run, client);
            Lane carrier = run.lane(lane.carrier());
            assertThat(carrier.kind()).isEqualTo(Lane.Kind.PLATFORM);
            assertThat(lane.spans()).extracting(Span::kind).contains(Kind.WRITING)
                    .doesNotContain(Kind.BLOCKED_IN_READ);
            assertThat(carrier.spans()).anyMatch(span -> span.kind() == Kind.CARRYING
                    && Integer.valueOf(lane.id()).equals(span.counterpart()) && client.equals(span.client()));
        }
        // A waits for itself and for B, in a read that holds no thread: its carrier is free, or carries B.
        Span waiting = laneOf(run, "A").spans().stream().filter(span -> span.kind() == Kind.UNMOUNTED_IN_READ)
                .findFirst().orElseThrow();
        assertThat(run.line(waiting).orElseThrow().inWords()).startsWith("LoomServer.java:");
        assertThat(run.stack(waiting)).anyMatch(frame -> frame.method().equals("enterSpecial"));
        assertThat(run.lanes()).filteredOn(lane -> lane.kind() == Lane.Kind.PLATFORM).flatExtracting(Lane::spans)
                .noneMatch(span -> span.kind() == Kind.CARRYING && "A".equals(span.client())
                        && span.startNanos() > waiting.startNanos() && span.endNanos() < waiting.endNanos());
    }

    @Test
    void coroutinesAreLanesUnderTheLoopThatResumesThem() {
        Run run = run("coroutines");
        Lane loop = lanes(run, Lane.Kind.PLATFORM).getFirst();
        assertThat(lanes(run, Lane.Kind.PLATFORM)).hasSize(1);
        assertThat(lanes(run, Lane.Kind.COROUTINE)).hasSize(3).allMatch(lane -> lane.carrier() == loop.id());
        for (String client : List.of("A", "B")) {
            Lane lane = laneOf(run, client);
            assertThat(lane.spans()).extracting(Span::kind).contains(Kind.READING, Kind.WRITING,
                    Kind.UNMOUNTED_IN_READ);
            assertThat(lane.spans()).filteredOn(span -> span.kind() == Kind.UNMOUNTED_IN_READ)
                    .allMatch(span -> run.line(span).orElseThrow().inWords().startsWith("CoroutineSocket.java:"));
        }
        assertThat(run.lanes()).anyMatch(lane -> lane.name().equals("coroutine that accepts"));
        assertThat(loop.spans()).extracting(Span::kind).contains(Kind.IDLE_IN_SELECT, Kind.CARRYING);
    }

    @Test
    void callbacksShowTheHandlersThatRanAndForWhomIsInferred() {
        Run run = run("callbacks");
        assertThat(lanes(run, Lane.Kind.HANDLER)).extracting(Lane::name).containsExactlyInAnyOrder("whenAccepted",
                "whenRead", "whenWritten");
        assertThat(lanes(run, Lane.Kind.HANDLER)).flatExtracting(Lane::spans).isNotEmpty().allMatch(Span::inferred);
        for (String name : List.of("whenAccepted", "whenRead", "whenWritten")) {
            Lane lane = run.lanes().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
            assertThat(lane.spans()).extracting(Span::client).contains("A", "B").doesNotContainNull();
            assertThat(run.lane(lane.carrier()).name()).isEqualTo("callbacks-loop");
        }
        Lane loop = run.lanes().stream().filter(lane -> lane.name().equals("callbacks-loop")).findFirst().orElseThrow();
        assertThat(loop.spans()).extracting(Span::kind).contains(Kind.IDLE_IN_SELECT, Kind.CARRYING);
        assertThat(loop.spans()).filteredOn(span -> span.client() != null).allMatch(Span::inferred);
        // Nothing of a client is handled before it has been there, nor after it has left.
        for (String client : List.of("A", "B")) {
            assertThat(loop.spans()).filteredOn(span -> client.equals(span.client()))
                    .allMatch(span -> span.endNanos() > run.client(client).spans().getFirst().startNanos());
        }
    }

    /** The line that is shown is the one that waited: what is read stands there. */
    @ParameterizedTest
    @MethodSource("models")
    void theLineShownIsOneOfTheSourceThatReads(String model) {
        Run run = run(model);
        List<Span> reads = run.lanes().stream().flatMap(lane -> lane.spans().stream())
                .filter(span -> span.kind().inWords().endsWith("read") || span.kind() == Kind.READING).toList();
        assertThat(reads).hasSizeGreaterThanOrEqualTo(model.equals("callbacks") ? 0 : 2);
        for (Span span : reads) {
            Frame frame = run.line(span).orElseThrow();
            SourceFile file = run.sources().stream().filter(each -> each.path().equals(frame.source())).findFirst()
                    .orElseThrow();
            assertThat(file.lines().get(frame.line() - 1)).as(frame.inWords()).containsPattern("read\\(|readable");
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void spansAreInOrderWithinTheRunAndWithoutOverlaps(String model) {
        Run run = run(model);
        for (Lane lane : run.lanes()) {
            long at = 0;
            for (Span span : lane.spans()) {
                assertThat(span.startNanos()).as(lane.name() + " " + span).isGreaterThanOrEqualTo(at);
                assertThat(span.endNanos()).isGreaterThan(span.startNanos())
                        .isLessThanOrEqualTo(run.durationNanos());
                at = span.endNanos();
            }
        }
    }

    /** What is written was asked for before: on one clock. */
    @ParameterizedTest
    @MethodSource("models")
    void serverAndClientsAreOnOneClock(String model) {
        Run run = run(model);
        for (Span written : spans(run, Kind.WRITING)) {
            long sent = run.client(written.client()).spans().stream()
                    .filter(span -> span.kind() == ClientSpan.Kind.SENDING).findFirst().orElseThrow().startNanos();
            assertThat(written.endNanos()).isGreaterThanOrEqualTo(sent);
        }
        assertThat(run.clockErrorNanos()).isNotNegative().isLessThan(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void jsonHoldsItAll() {
        Trace trace = MadeTrace.of(RUNS.values().toArray(Run[]::new));
        assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(trace), Trace.class)).isEqualTo(trace);
    }

    @Test
    void theTerminalHasALaneForEachWithin100Columns() {
        Trace trace = MadeTrace.of(run("blocking"), run("loom"));
        List<String> lines = new TraceText(trace, (style, text) -> text).lines();
        assertThat(lines).allMatch(line -> line.length() <= 100);
        assertThat(lines).anyMatch(line -> line.matches("client B +[>?]?\\?{20,}o.*"))
                .anyMatch(line -> line.matches("main +.*a{20,}.*"))
                .anyMatch(line -> line.contains("client-" + run("loom").client("A").port() + " (A)"))
                .anyMatch(line -> line.matches(".*BlockingServer\\.java:\\d+ waited .* s for client A.*"));
    }
}
