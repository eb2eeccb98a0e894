package hello.bench.container;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Model;
import hello.bench.Models;
import hello.protocol.check.Candidate;
import hello.protocol.check.Check;
import hello.protocol.check.Examination;
import hello.protocol.check.Outcome;
import hello.protocol.check.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.Network;

/** Each model in its container is a hello server: to clients outside, and to clients in another container. */
@ExtendWith(WithImage.class)
class ProtocolIT {
    static List<Model> models() {
        return Models.all();
    }

    /**
     * The checks that can be asked through a published port. Three cannot. Two flood, and find out when a server stops
     * reading; the engine's proxy takes as much again as the server does. One asks who comes first, and the proxy passes on who
     * comes at the same time in an order of its own. All are asked where nothing is in between: below.
     */
    static List<Check> throughAProxy(List<Check> all) {
        return all.stream()
                .filter(check -> check.needs() == Check.Needs.ADDRESS && !check.name().startsWith("a peer that")
                        && !check.name().startsWith("a second client waits"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void passesFromOutside(Model model) throws Exception {
        try (Box box = Box.serving(model)) {
            box.start();
            try (Candidate candidate = Candidate.at(box.address())) {
                List<Check> checks = throughAProxy(model.checks());
                assertThat(checks).hasSizeGreaterThan(10);
                List<Outcome> outcomes = Examination.run(candidate, checks, outcome -> {});
                assertThat(outcomes).allSatisfy(Outcome::orThrow)
                        .extracting(Outcome::verdict).containsOnly(Verdict.PASS);
            }
        }
    }

    /** Over loopback, which the two containers share: all the checks, floods among them. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void passesFromAnotherContainerBesidesIt(Model model) {
        try (Box server = Box.serving(model)) {
            server.start();
            expectPass(check(model, "127.0.0.1:5001").besides(server));
        }
    }

    /** Over a network, by name: the ordinary checks, for floods are kept off networks. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void passesFromAnotherContainerOnItsNetwork(Model model) {
        try (Network network = Network.newNetwork();
                Box server = Box.serving(model).withNetwork(network).withNetworkAliases("server")) {
            server.start();
            expectPass(check(model, "server:5001", "--only", "one answer", "--only", "reset", "--only", "end of stream")
                    .withNetwork(network));
        }
    }

    private static Box check(Model model, String address, String... more) {
        List<String> args = new ArrayList<>(List.of("check", "--connect", address));
        args.addAll(List.of(more));
        if (model.oneClient()) {
            args.add("--one-client");
        }
        return Box.running("hello", args.toArray(String[]::new));
    }

    private static void expectPass(Box client) {
        try (client) {
            client.start();
            assertThat(client.awaitExitCode()).as(client.getLogs()).isZero();
            assertThat(client.getLogs()).containsPattern(" \\d+ passed, 0 failed, 0 unknown");
        }
    }
}
