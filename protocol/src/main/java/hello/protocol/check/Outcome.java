package hello.protocol.check;

import java.time.Duration;
import java.util.Optional;

/**
 * What one check found.
 *
 * @param check which check
 * @param verdict what it found
 * @param took how long it took
 * @param failure where the verdict is {@link Verdict#FAIL}: what happened
 * @param reason where the verdict is {@link Verdict#UNKNOWN} or {@link Verdict#NOT_APPLICABLE}: why; empty otherwise
 */
public record Outcome(Check check, Verdict verdict, Duration took, Optional<Failure> failure, String reason) {
    static Outcome pass(Check check, Duration took) {
        return new Outcome(check, Verdict.PASS, took, Optional.empty(), "");
    }

    static Outcome fail(Check check, Duration took, Failure failure) {
        return new Outcome(check, Verdict.FAIL, took, Optional.of(failure), "");
    }

    static Outcome unknown(Check check, Duration took, String reason) {
        return new Outcome(check, Verdict.UNKNOWN, took, Optional.empty(), reason);
    }

    static Outcome notApplicable(Check check, String reason) {
        return new Outcome(check, Verdict.NOT_APPLICABLE, Duration.ZERO, Optional.empty(), reason);
    }

    /**
     * For a test: throws unless the check has passed, or could not be asked here.
     *
     * @throws AssertionError with all that is known of what went wrong
     */
    public void orThrow() {
        switch (verdict) {
            case PASS, NOT_APPLICABLE -> {
            }
            case FAIL -> throw new AssertionError(check.name() + ": " + failure.orElseThrow().getMessage());
            case UNKNOWN -> throw new AssertionError(check.name() + ": unknown: " + reason);
        }
    }
}
