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
import hello.nioloop.NioLoopServer;
import hello.protocol.Work;
import hello.protocol.check.ServerProcess;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    void aWrongServerIsShownAsSuch() throws Exception {
        try (TinyServer server = new TinyServer(0, WrongServer::serve)) {
            Cli load = hello("load", text(server.address()), "-c", "4", "-w", "0s", "-d", "200ms");
            assertThat(load.exitCode()).isEqualTo(1);
            assertThat(load.out()).contains("wrong answers: 4 (first: a wrong answer)");
        }
    }
}
