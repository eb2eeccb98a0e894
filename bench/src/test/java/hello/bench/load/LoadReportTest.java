package hello.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hello.bench.Serving;
import hello.bench.cli.Json;
import hello.nioloop.NioLoopServer;
import hello.protocol.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports that are judged, written to a log, read again and merged. */
class LoadReportTest {
    private static final Instant STARTED = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    Path folder;

    private static LoadReport closed(long answers, double generatorCpu, ServerMeter.Usage server, long... nanos) {
        Histogram histogram = new Histogram(3);
        for (long value : nanos) {
            histogram.recordValue(value);
        }
        return new LoadReport("127.0.0.1:5001", STARTED,
                new LoadResult(64, 64, 1, answers, 2, 0, 1, 2, 3, "a wrong answer",
                        Latency.of(histogram), HistogramText.write(histogram), null, 5, 0.1, List.of(1, 2)),
                generatorCpu,
                server, null);
    }

    private static LoadReport real(LoadPlan.Pace pace) throws IOException {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            LoadPlan plan = LoadPlan.closed(server.address(), 4, Duration.ZERO, Duration.ofMillis(200)).withPace(pace);
            return new LoadReport("a:1", STARTED, new Generator(plan).run(new Generator.Listener() {
            }), 0.5, null, null);
        }
    }

    private static final LoadPlan.Pace OPEN = new LoadPlan.Pace.Open(500, Arrivals.uniform, 1);
    private static final LoadPlan.Pace CLOSED = new LoadPlan.Pace.Closed(Duration.ZERO);

    @Test
    void aGeneratorWithoutCpuIsTheLimitUnlessTheServerHasNoneLeftEither() {
        ServerMeter.Usage idle = new ServerMeter.Usage(1.0, null, null, null, null); // of 2 seconds
        ServerMeter.Usage full = new ServerMeter.Usage(1.95, null, null, null, null);
        assertThat(closed(1, 0.97, idle).isGeneratorBound(1)).isTrue();
        assertThat(closed(1, 0.97, full).isGeneratorBound(1)).isFalse();
        assertThat(closed(1, 0.97, full).isGeneratorBound(2)).as("it has a second CPU").isTrue();
        assertThat(closed(1, 0.90, idle).isGeneratorBound(1)).isFalse();
        assertThat(closed(1, 0.97, null).isGeneratorBound(1)).as("nothing known of the server").isTrue();
    }

    @Test
    void whatIsMergedIsAddedUpAndItsPercentilesAreThoseOfAllAnswers() {
        LoadReport merged = LoadReport.merge(List.of(closed(10, 0.5, null, 1_000, 1_000, 1_000),
                closed(30, 0.4, null, 9_000_000)));
        LoadResult result = merged.result();
        assertThat(result.connections()).isEqualTo(128);
        assertThat(result.answers()).isEqualTo(40);
        assertThat(result.answersPerSecond()).isEqualTo(20);
        assertThat(result.lost()).isEqualTo(2);
        assertThat(result.earlyCloses()).isEqualTo(4);
        assertThat(result.wrongAnswers()).isEqualTo(6);
        assertThat(result.windows()).containsExactly(2, 4);
        assertThat(result.timeToAnswer().p50()).isEqualTo(1.0);
        assertThat(result.timeToAnswer().max()).isBetween(9_000.0, 9_010.0);
        assertThat(HistogramText.read(result.histogram()).getTotalCount()).isEqualTo(4);
        assertThat(merged.generatorCpuShare()).as("of the busiest: two that are half busy are no full one")
                .isEqualTo(0.5);
    }

    @Test
    void closedAndOpenLoopsAreNotMerged() throws IOException {
        LoadReport open = real(OPEN);
        assertThatThrownBy(() -> LoadReport.merge(List.of(closed(1, 0.5, null), open)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLogIsReadAsItWasWritten() throws IOException {
        for (LoadPlan.Pace pace : List.of(OPEN, CLOSED)) {
            LoadReport report = real(pace);
            Path log = folder.resolve("load.hlog");
            HdrLog.write(log, report, Json.MAPPER);
            LoadReport read = HdrLog.read(log, Json.MAPPER);
            assertThat(read.withHistograms("", "")).isEqualTo(report.withHistograms("", ""));
            assertThat(HistogramText.read(read.result().histogram()))
                    .isEqualTo(HistogramText.read(report.result().histogram()));
            assertThat(Files.readString(log)).contains("#[Histogram log format version", "Tag=time-to-answer");
        }
    }

    @Test
    void aLogIsFoundInWhatAContainerPrintedBesideIt() throws IOException {
        LoadReport report = real(OPEN);
        Path printed = Files.writeString(folder.resolve("container.log"), "hello: waiting for 14:30, 5 s from now\n"
                + HdrLog.text(report, Json.MAPPER) + "\nWARNING: something of the JVM\n12,5 answers\n");
        LoadReport read = HdrLog.read(printed, Json.MAPPER);
        assertThat(read.withHistograms("", "")).isEqualTo(report.withHistograms("", ""));
        assertThat(HistogramText.read(read.result().histogram()))
                .isEqualTo(HistogramText.read(report.result().histogram()));
    }

    @Test
    void anythingElseIsNoLog() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "nothing of the kind");
        assertThatThrownBy(() -> HdrLog.read(file, Json.MAPPER)).isInstanceOf(IOException.class)
                .hasMessageContaining("it is no log");
        assertThatThrownBy(() -> HdrLog.read(folder.resolve("none"), Json.MAPPER)).isInstanceOf(IOException.class);
    }
}
