package hello.bench.cli;

import static hello.bench.Cli.hello;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import hello.bench.Cli;
import hello.protocol.ServerOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a call: one line that says what to do, on standard error, and the exit code of the design. */
class BadInputTest {
    static Stream<Arguments> wrongUsage() {
        return Stream.of(
                usage("which command?"),
                usage("what is 'lisst', did you mean list?", "lisst"),
                usage("what is '--formt', did you mean --format?", "list", "--formt", "json"),
                usage("what is 'more'?", "list", "more"),
                usage("there is no model 'lom', did you mean loom?", "check", "lom"),
                usage("there is no model 'lom', did you mean loom?", "compare", "lom"),
                usage("there is no model 'lom', did you mean loom?", "serve", "lom"),
                usage("there is no model 'netty', there are blocking, threaded, nio-loop,", "check", "netty"),
                usage("'5' is not a duration: write 250ms, 10s or 2m", "load", "127.0.0.1:5001", "-d", "5"),
                usage("needs at least one connection (-c)", "load", "127.0.0.1:5001", "-c", "0"),
                usage("a rate (-R) is more than 0", "load", "127.0.0.1:5001", "-R", "0"),
                usage("leave out -R or --think", "load", "127.0.0.1:5001", "-R", "10", "--think", "5ms"),
                usage("leave out -R", "load", "127.0.0.1:5001", "-R", "10", "--slo-p99", "5ms"),
                usage("--hdr is for one of them", "load", "127.0.0.1:5001", "--slo-p99", "5ms", "--hdr", "log"),
                usage("--start-at 2026-01-31T14:30:00Z is past, it is 20", "load", "127.0.0.1:5001", "--start-at",
                        "2026-01-31T14:30:00Z"),
                usage("'soon' is no moment: write --start-at 14:30:00", "load", "127.0.0.1:5001", "--start-at", "soon"),
                usage("--start-at is for one of them", "load", "127.0.0.1:5001", "--slo-p99", "5ms", "--start-at",
                        "14:30"),
                usage("--hdr - takes the place of the report: leave out --format", "load", "127.0.0.1:5001", "--hdr",
                        "-",
                        "--format", "json"),
                usage("small-box is about limits, which containers have: add --isolate docker", "compare", "--scenario",
                        "crowd,small-box"),
                usage("--cpus and --memory limit containers: add --isolate docker", "compare", "loom", "--memory",
                        "64m"),
                usage("--cpus is more than 0, and at most the CPUs that there are", "compare", "--isolate", "docker",
                        "--cpus",
                        "0"),
                usage("'lots' is no size: write --memory 256m or 1g", "compare", "--isolate", "docker", "--memory",
                        "lots"),
                usage("write {port} there", "compare", "--image", "mine=image arg"),
                usage("--image needs a name and an image", "compare", "--image", "image"),
                usage("a request (--payload) has 1 to 4096 bytes", "load", "127.0.0.1:5001", "--payload", "4097"),
                usage("less than no clients", "load", "127.0.0.1:5001", "--idle", "-1"),
                usage("write --source 127.0.0.1,127.0.0.2", "load", "127.0.0.1:5001", "--source", "here"),
                usage("raise the hard limit (ulimit -Hn", "load", "127.0.0.1:5001", "--idle", "90000000"),
                usage("cannot read no.json (there is no such file): give a results.json", "report", "no.json"),
                usage("cannot read no.hdr", "merge", "no.hdr"),
                usage("no benchmark has such a name: hello jmh -l lists them", "jmh", "Nonsense"),
                usage("JMH does not understand this (nonsense is not", "jmh", "--nonsense"),
                usage("cannot read no.json (there is no such file): measure first", "jmh", "--summary", "-rff",
                        "no.json"),
                usage("'127.0.0.1' is no address: write HOST:PORT", "load", "127.0.0.1"),
                usage("'sleep' is not a work: write none, wait:20ms or cpu:5ms", "serve", "loom", "--work", "sleep"),
                usage("'5' is not a duration: write 250ms, 10s or 2m", "serve", "loom", "--work", "wait:5"),
                usage("choose one of 0 to 65535 with --port", "serve", "loom", "--port", "65536"),
                usage("choose one of 0 to 65535 with --port", "serve", "loom", "--port", "-1"),
                usage("--port", "serve", "loom", "--port", "http"),
                usage("--max-threads is for threaded", "serve", "loom", "--max-threads", "5"),
                usage("there is no process 2147483647: check --pid", "load", "127.0.0.1:5001", "--pid", "2147483647"),
                usage("write {port} there", "check", "--exec", "python3 server.py"),
                usage("write {port} there", "compare", "--exec", "mine=python3 server.py"),
                usage("a quote is not closed in: ", "check", "--exec", "python3 'server.py {port}"),
                usage("a quote is not closed in: ", "compare", "loom", "--jvm-args", "'-Xmx1g"),
                usage("--exec NAME='CMD {port}'", "compare", "--exec", "mine"),
                usage("what shall be checked?", "check"),
                usage("--one-client is for --connect, --exec and --image", "check", "loom", "--one-client"),
                usage("--only 'nonsense': no check has this in its name", "check", "loom", "--only", "nonsense"),
                usage("two of the servers have the same name", "compare", "loom", "loom"),
                usage("two of the servers have the same name", "compare", "loom", "--exec", "loom=mine {port}"),
                usage("two of the servers have the same name", "compare", "--exec", "a=mine {port}", "--exec",
                        "a=yours {port}"),
                usage("give an even number with --rounds", "compare", "loom", "--rounds", "3"),
                usage("there is no scenario 'crowds', there are all, ping, crowd,", "compare", "--scenario", "crowds"),
                usage("'lom' is none of the servers that are compared", "compare", "loom", "--reference", "lom"),
                usage("'2' is no percentage: write 2% or 0.5%", "compare", "loom", "--threshold", "2"),
                usage("give --against", "compare", "loom", "--fail-if-slower", "10%"),
                usage("cannot read no.json (there is no such file): check --against", "compare", "--against",
                        "no.json"),
                usage("cannot read pom.xml (these are no whole results", "compare", "--against", "pom.xml"),
                usage("--resume goes on as it began: leave out --rounds", "compare", "--resume", "--rounds", "4"),
                usage("--resume goes on as it began: leave out loom", "compare", "--resume", "loom"),
                usage("check --out", "compare", "--resume", "--out", "nowhere"),
                usage("at least one connection (-c), one round", "compare", "loom", "--rounds", "0"));
    }

    private static Arguments usage(String says, String... args) {
        return arguments(String.join(" ", args), says, args);
    }

    @ParameterizedTest(name = "hello {0}")
    @MethodSource("wrongUsage")
    void isToldInOneLineThatSaysWhatToDo(String name, String says, String[] args) {
        expect(2, says, hello(args));
    }

    private static void expect(int exitCode, String says, Cli call) {
        assertThat(call.err().lines()).singleElement().asString().contains(says);
        assertThat(call.exitCode()).isEqualTo(exitCode);
        assertThat(call.out()).isEmpty();
    }

    @Test
    void aPortThatIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(ServerOptions.loopback(0));
            String port = Integer.toString(other.getLocalPort());
            expect(2, "port " + port + " is taken: choose another with --port", hello("serve", "loom", "--port", port));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenTo(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        expect(2, "choose another folder with --out", hello("compare", "loom", "--out", file.toString()));
        Cli jmh = hello("jmh", "HandOver.directCall", "-rff", file.resolve("micro.json").toString());
        assertThat(jmh.exitCode()).isEqualTo(2);
        assertThat(jmh.err()).contains("choose another file with -rff");
    }

    @Test
    void aHostThatDoesNotExist() {
        // Names have at most 63 characters between dots: for this one no name server is asked.
        String host = "x".repeat(64) + ".invalid";
        expect(3, "there is no host '" + host + "'", hello("load", host + ":5001"));
        expect(3, "there is no host '" + host + "'", hello("check", "--connect", host + ":5001"));
        expect(2, "check --host", hello("serve", "loom", "--host", host));
    }

    @Test
    void aPortWhereNobodyListens() throws IOException {
        try (Socket bound = new Socket()) {
            bound.bind(ServerOptions.loopback(0)); // so that nobody else takes it meanwhile
            String address = "127.0.0.1:" + bound.getLocalPort();
            expect(3, "no load on " + address, hello("load", address));
            expect(3, "no server can be reached at " + address, hello("check", "--connect", address));
        }
    }

    @Test
    void verboseAddsTheStackTrace() {
        assertThat(hello("check", "lom", "--verbose").err())
                .startsWith("hello: there is no model 'lom', did you mean loom?")
                .contains("\tat hello.bench.cli.CheckCommand.call(");
    }
}
