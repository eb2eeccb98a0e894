package hello.protocol.check;

import static hello.protocol.check.Verdict.FAIL;
import static hello.protocol.check.Verdict.NOT_APPLICABLE;
import static hello.protocol.check.Verdict.PASS;
import static hello.protocol.check.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Check CHECK = Check.of("it is so", Check.Needs.ADDRESS, server -> {});

    private static Outcome outcome(Verdict verdict) {
        return new Outcome(CHECK, verdict, Duration.ZERO,
                verdict == FAIL ? Optional.of(new Failure("a", "b", "c", "d")) : Optional.empty(), "why");
    }

    private static Verdict of(Verdict... verdicts) {
        return Verdict.of(Stream.of(verdicts).map(VerdictTest::outcome).toList());
    }

    @Test
    void oneFailureFailsTheWhole() {
        assertThat(of(PASS, FAIL, UNKNOWN)).isEqualTo(FAIL);
    }

    @Test
    void withoutOneWhatIsUnknownLeavesItUnknown() {
        assertThat(of(PASS, UNKNOWN, PASS)).isEqualTo(UNKNOWN);
    }

    @Test
    void whatCannotBeAskedChangesNothing() {
        assertThat(of(PASS, NOT_APPLICABLE)).isEqualTo(PASS);
    }

    @Test
    void nothingAskedIsNothingKnown() {
        assertThat(of()).isEqualTo(UNKNOWN);
        assertThat(of(NOT_APPLICABLE)).isEqualTo(UNKNOWN);
    }

    @Test
    void aTestIsToldWhatWentWrong() {
        for (Verdict good : List.of(PASS, NOT_APPLICABLE)) {
            assertThatCode(() -> outcome(good).orThrow()).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> outcome(FAIL).orThrow()).isInstanceOf(AssertionError.class)
                .hasMessage("it is so: sent a; expected b; came c. d");
        assertThatThrownBy(() -> outcome(UNKNOWN).orThrow()).isInstanceOf(AssertionError.class)
                .hasMessage("it is so: unknown: why");
    }
}
