package hello.threaded;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hello.protocol.check.Candidate;
import hello.protocol.check.Checks;
import hello.protocol.check.Examination;
import hello.protocol.check.JavaCommand;
import hello.protocol.check.Outcome;
import hello.protocol.check.ServerProcess;
import hello.protocol.check.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The server of this module is a hello server: every check, asked of its main in a process of its own. */
class ContractTest {
    private static final Candidate SERVER = Candidate.command(
            JavaCommand.of(List.of(), ThreadedServer.class, ServerProcess.PORT)).withFactory(ThreadedServer::bind);

    @TestFactory
    Stream<DynamicTest> checks() {
        // Not on every system can everything be asked; the test report says then what was not.
        return Checks.all().stream().map(check -> dynamicTest(check.name(), () -> {
            Outcome outcome = Examination.run(SERVER, check);
            assumeTrue(outcome.verdict() != Verdict.NOT_APPLICABLE, outcome.reason());
            outcome.orThrow();
        }));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }
}
