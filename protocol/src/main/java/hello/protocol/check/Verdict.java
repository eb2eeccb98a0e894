package hello.protocol.check;

import java.util.Collection;

/** What a check, or all of them together, found. */
public enum Verdict {
    /** It holds. */
    PASS,
    /** It does not hold. */
    FAIL,
    /** It could not be decided: the server could not be reached, or time ran out. */
    UNKNOWN,
    /** It cannot be asked of this server: the check needs its process, and only an address is known, for instance. */
    NOT_APPLICABLE;

    /**
     * The verdict on the whole: one failure fails it; without one, what is unknown leaves it unknown.
     *
     * @param outcomes of the single checks
     * @return {@link #PASS}, {@link #FAIL} or {@link #UNKNOWN}; unknown too where no check could be asked
     */
    public static Verdict of(Collection<Outcome> outcomes) {
        if (outcomes.stream().anyMatch(o -> o.verdict() == FAIL)) {
            return FAIL;
        }
        boolean passes = outcomes.stream().anyMatch(o -> o.verdict() == PASS)
                && outcomes.stream().noneMatch(o -> o.verdict() == UNKNOWN);
        return passes ? PASS : UNKNOWN;
    }
}
