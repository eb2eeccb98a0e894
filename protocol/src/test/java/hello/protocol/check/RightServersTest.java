package hello.protocol.check;

import static hello.protocol.check.RightServer.ONE_AT_A_TIME;
import static hello.protocol.check.RightServer.ONE_AT_A_TIME_IN_5_MS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A false alarm is as bad as a miss: what is odd, or slow, but right, passes every check. */
@Execution(ExecutionMode.CONCURRENT)
class RightServersTest {
    private static final Set<RightServer> ONE_CLIENT = EnumSet.of(ONE_AT_A_TIME, ONE_AT_A_TIME_IN_5_MS);

    @ParameterizedTest
    @EnumSource
    void passesEveryCheck(RightServer server) throws Exception {
        List<Check> checks = ONE_CLIENT.contains(server) ? Checks.oneClient() : Checks.all();
        try (Candidate candidate = Candidate.command(Serving.command(server))) {
            List<Outcome> outcomes = Examination.run(candidate, checks, outcome -> {});
            assertThat(outcomes).filteredOn(outcome -> outcome.check().needs() != Check.Needs.FACTORY)
                    .allSatisfy(outcome -> assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(Verdict.PASS));
        }
    }
}
