package hello.bench.cli;

import static hello.bench.Cli.hello;
import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Cli;
import hello.bench.Model;
import hello.bench.Models;
import hello.bench.Self;
import hello.bench.Serving;
import hello.bench.TinyServer;
import hello.bench.WrongServer;
import hello.bench.load.LoadReport;
import hello.bench.load.LoadResult;
import hello.bench.load.Together;
import hello.nioloop.NioLoopServer;
import hello.protocol.Work;
import hello.protocol.check.ServerProcess;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadCommandTest {
    private static String text(InetSocketAddress address) {
        return "127.0.0.1:" + address.getPort();
    }

    @Test
    void jsonHoldsTheWholeReportAndThatOfTheServersProcess() throws Exception {
        Model model = Models.all().getFirst();
        try (ServerProcess server = ServerProcess.start(Self.serve(List.of(), model, List.of()), 0)) {
            Cli load = hello("load", text(server.address()), "-c", "4", "-w", "100ms", "-d", "500ms",
                    "--pid", Long.toString(server.handle().pid()), "--format", "json");
            assertThat(load.err()).isEmpty();
            assertThat(load.exitCode()).isZero();
            LoadReport report = Json.MAPPER.readValue(load.out(), LoadReport.class);
            assertThat(report.target()).isEqualTo(text(server.address()));
            assertThat(report.result().answers()).isPositive();
            assertThat(report.generatorCpuShare()).isPositive();
            assertThat(report.server().cpuSeconds()).isPositive();
        }
    }

    @Test
    void textSaysWhatWasFound() throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            Cli load = hello("load", text(server.address()), "-c", "4", "-w", "0s", "-d", "200ms");
            assertThat(load.exitCode()).isZero();
            assertThat(load.out()).contains("answers/s", "on 4 connections", "p50", "never served: 0", "generator: ")
                    .doesNotContain("server:");
        }
    }

    @Test
    void aClosedLoopWhoseClientsThinkIsNotCalledSaturated() throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.Wait(Duration.ofMillis(5)))) {
            String address = text(server.address());
            assertThat(hello("load", address, "-c", "4", "-w", "0s", "-d", "200ms").out())
                    .contains("time to answer at saturation");
            assertThat(hello("load", address, "-c", "4", "--think", "20ms", "-w", "0s", "-d", "300ms").out())
                    .contains("time to answer, from when it was sent").doesNotContain("saturation");
        }
    }

    @Test
    void aWrongServerIsShownAsSuch() throws Exception {
        try (TinyServer server = new TinyServer(0, WrongServer::serve)) {
            Cli load = hello("load", text(server.address()), "-c", "4", "-w", "0s", "-d", "200ms");
            assertThat(load.exitCode()).isEqualTo(1);
            assertThat(load.out()).contains("wrong answers: 4 (first: a wrong answer)");
        }
    }

    @Test
    void anOpenLoopTellsBothLatenciesAndHowItKeptItsSchedule() throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            Cli load = hello("load", text(server.address()), "-c", "4", "-R", "500", "--arrivals", "poisson", "-w",
                    "0s", "-d", "300ms");
            assertThat(load.exitCode()).isZero();
            assertThat(load.out()).contains("latency, from when a request was due: µs: mean",
                    "time to answer, from when it was sent: µs: mean", "rate: 500/s asked for", "late by p99",
                    "Little's law");
        }
    }

    @Test
    void theHighestRateThatKeepsAGoalIsSearchedFor() throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            Cli load = hello("load", text(server.address()), "-c", "4", "--slo-p99", "10s", "-w", "0s", "-d", "100ms");
            assertThat(load.exitCode()).as(load.out()).isZero();
            assertThat(load.out()).contains("closed loop: ", "is the highest rate that keeps a p99 of 10,000,000 µs");
        }
    }

    @Test
    void logsOfTwoGeneratorsMakeOneResult(@TempDir Path folder) throws Exception {
        List<String> logs = Stream.of("a.hdr", "b.hdr").map(name -> folder.resolve(name).toString()).toList();
        long answers = 0;
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            for (String log : logs) {
                Cli load = hello("load", text(server.address()), "-c", "4", "-R", "500", "-w", "0s", "-d", "200ms",
                        "--hdr", log, "--format", "json");
                answers += Json.MAPPER.readValue(load.out(), LoadReport.class).result().answers();
            }
        }
        LoadResult merged = Json.MAPPER.readValue(
                hello("merge", logs.get(0), logs.get(1), "--format", "json").out(), LoadReport.class).result();
        assertThat(merged.answers()).isEqualTo(answers);
        assertThat(merged.connections()).isEqualTo(8);
        assertThat(merged.open().targetRate()).isEqualTo(1_000);
        Cli text = hello("merge", logs.get(0), logs.get(1));
        assertThat(text.out()).contains("on 8 connections", "1,000/s asked for",
                "2 generators, all at once for 0.0 of 0.",
                "! this is not one load: " + logs.get(1) + " began");
        assertThat(text.exitCode()).as("one after the other").isEqualTo(3);
    }

    @Test
    void generatorsThatStartAtTheSameMomentMakeOneLoad(@TempDir Path folder) throws Exception {
        Instant moment = Instant.now().plusSeconds(1);
        List<String> logs = Stream.of("a.hdr", "b.hdr").map(name -> folder.resolve(name).toString()).toList();
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None());
                ExecutorService machines = Executors.newFixedThreadPool(logs.size())) {
            List<Future<Cli>> loads = logs.stream()
                    .map(log -> machines
                            .submit(() -> hello("load", text(server.address()), "-c", "4", "-R", "500", "-w",
                                    "100ms", "-d", "2s", "--start-at", moment.toString(), "--hdr", log)))
                    .toList();
            for (Future<Cli> load : loads) {
                assertThat(load.get().exitCode()).isZero();
                assertThat(load.get().err()).startsWith("hello: waiting for " + moment + ", ");
            }
        }
        Cli merge = hello("merge", logs.get(0), logs.get(1), "--format", "json");
        Together together = Json.MAPPER.treeToValue(Json.MAPPER.readTree(merge.out()).get("together"), Together.class);
        assertThat(together.parts()).hasSize(2)
                .allSatisfy(part -> assertThat(part.from()).isAfterOrEqualTo(moment.plusMillis(100)));
        assertThat(together.commonSeconds()).as("seconds in common").isPositive();
        assertThat(merge.exitCode()).isEqualTo(together.isOneLoad() ? 0 : 3);
    }

    @Test
    void aLogGoesToStandardOutputWhereNoFileStays(@TempDir Path folder) throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            Cli load = hello("load", text(server.address()), "-c", "4", "-w", "0s", "-d", "200ms", "--hdr", "-");
            assertThat(load.exitCode()).isZero();
            String log = Files.writeString(folder.resolve("one.hdr"), load.out()).toString();
            assertThat(hello("merge", log).out()).contains("on 4 connections", "1 generator, all at once for 0.");
        }
    }

    @Test
    void logsOfOpenAndClosedLoopsAreNotMixed(@TempDir Path folder) throws Exception {
        String open = folder.resolve("open.hdr").toString();
        String closed = folder.resolve("closed.hdr").toString();
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            hello("load", text(server.address()), "-R", "500", "-w", "0s", "-d", "100ms", "--hdr", open);
            hello("load", text(server.address()), "-w", "0s", "-d", "100ms", "--hdr", closed);
        }
        Cli merge = hello("merge", open, closed);
        assertThat(merge.exitCode()).isEqualTo(2);
        assertThat(merge.err()).contains("closed and open loops cannot be merged");
    }
}
