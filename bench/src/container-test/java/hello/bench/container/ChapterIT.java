package hello.bench.container;

import static org.assertj.core.api.Assertions.assertThat;

import hello.protocol.check.Candidate;
import hello.protocol.check.Check;
import hello.protocol.check.Checks;
import hello.protocol.check.Examination;
import hello.protocol.check.Outcome;
import hello.protocol.check.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The chapter's server, in Python and in a container of its own, is graded like any other, by what can be asked from outside. */
@ExtendWith(WithImage.class)
class ChapterIT {
    @Test
    void failsWhatItGetsWrong() throws Exception {
        List<String> failed = new ArrayList<>();
        List<String> passed = new ArrayList<>();
        for (Check check : ProtocolIT.throughAProxy(Checks.oneClient())) {
            try (Box box = Box.chapter()) { // a new one for each: the one before may have ended it
                box.start();
                try (Candidate candidate = Candidate.at(box.address())) {
                    Outcome outcome = Examination.run(candidate, check);
                    assertThat(outcome.verdict()).as(outcome.toString()).isIn(Verdict.PASS, Verdict.FAIL);
                    (outcome.verdict() == Verdict.PASS ? passed : failed).add(check.name());
                }
            }
        }
        // The client's socket is left to the garbage collector.
        assertThat(failed).contains("half-close gets every answer owed, then end of stream",
                "empty connection is closed cleanly");
        // A reset ends it; but whether one reaches it as such is for the engine's proxy to say.
        failed.removeIf(name -> name.startsWith("a reset "));
        assertThat(failed).hasSize(2);
        assertThat(passed).contains("one answer to a request of 1 byte");
    }
}
