package hello.protocol.check;

import static org.assertj.core.api.Assertions.assertThat;

import hello.protocol.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ExaminationTest {
    private static final Candidate ANY = Candidate.at(ServerOptions.loopback(1)); // nobody connects to it here

    private static Outcome ask(Check.Body body) throws InterruptedException {
        return Examination.run(ANY, Check.of("test", Check.Needs.ADDRESS, body).limit(Duration.ofMillis(50)));
    }

    @Test
    void whatHoldsPasses() throws Exception {
        assertThat(ask(server -> {}).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void whatDoesNotHoldFailsWithAllThatIsKnown() throws Exception {
        Outcome outcome = ask(server -> {
            throw new Failure("a", "b", "c", "d");
        });
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(outcome.failure().orElseThrow()).hasMessage("sent a; expected b; came c. d");
    }

    @Test
    void aCheckThatNeverEndsIsInterruptedAndUnknown() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Outcome outcome = ask(server -> {
            try {
                Thread.sleep(Duration.ofDays(1));
            } finally {
                interrupted.countDown();
            }
        });
        assertThat(outcome.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(outcome.reason()).startsWith("it took longer than ");
        interrupted.await();
    }

    @Test
    void aMistakeInACheckIsNotHeldAgainstTheServer() throws Exception {
        Outcome outcome = ask(server -> {
            throw new IllegalStateException("oops");
        });
        assertThat(outcome.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(outcome.reason()).contains("the check itself failed", "oops");
    }

    @Test
    void whatNeedsAProcessIsNotApplicableToAnAddress() throws Exception {
        Check check = Check.of("test", Check.Needs.PROCESS, server -> {
            throw new AssertionError("it must not be asked");
        });
        Outcome outcome = Examination.run(ANY, check);
        assertThat(outcome.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
        assertThat(outcome.reason()).contains("--connect");
    }

    @Test
    void whereNobodyListensEachCheckIsUnknown() throws Exception {
        // Port 1 (tcpmux): nobody has listened there for thirty years.
        List<Outcome> told = new ArrayList<>();
        List<Outcome> outcomes = Examination.run(ANY, List.of(Checks.all().get(0), Checks.all().get(1)), told::add);
        assertThat(outcomes).isEqualTo(told).extracting(Outcome::verdict)
                .containsExactly(Verdict.UNKNOWN, Verdict.UNKNOWN);
    }

    @Test
    void aProgramThatDoesNotExistIsTriedOnce() throws Exception {
        try (Candidate none = Candidate.command(List.of("no-such-program-here"))) {
            List<Outcome> outcomes = Examination.run(none, Checks.all(), outcome -> {});
            assertThat(outcomes).filteredOn(outcome -> outcome.check().needs() != Check.Needs.FACTORY)
                    .allSatisfy(outcome -> {
                        assertThat(outcome.verdict()).isEqualTo(Verdict.UNKNOWN);
                        assertThat(outcome.reason()).contains("no-such-program-here");
                    });
        }
    }
}
