package hello.bench.compare;

import hello.bench.stats.Interval;

/** What the trials allow to say of a server beside the reference. */
public enum Finding {
    /** It is the reference. */
    REFERENCE,
    /** It is the reference under another name: what differs is noise. */
    CONTROL,
    /** Better: the whole interval is, by more than what does not matter. */
    BETTER,
    /** Worse, likewise. */
    WORSE,
    /** The whole interval lies within what does not matter. */
    EQUIVALENT,
    /** The interval allows better and worse. */
    NOT_DISTINGUISHABLE,
    /** Not even a difference in every round would be enough. */
    TOO_FEW_ROUNDS,
    /** It is shown and not ranked; why is said beside it. */
    NOT_RANKED,
    /** It did not fit into the memory that it may have, in one trial or more: those that it survived say little. */
    OUT_OF_MEMORY;

    /** Whether it has a part in the ranking. */
    boolean isRanked() {
        return this != NOT_RANKED && this != OUT_OF_MEMORY;
    }

    /**
     * As people say it.
     *
     * @param metric what is compared
     * @param threshold the difference that does not matter, as a share
     * @return a few words
     */
    public String words(Metric metric, double threshold) {
        return switch (this) {
            case REFERENCE -> "reference";
            case CONTROL -> "control";
            case BETTER -> metric.better();
            case WORSE -> metric.worse();
            case EQUIVALENT -> String.format("equal within %.0f %%", threshold * 100);
            case NOT_DISTINGUISHABLE -> "not distinguishable";
            case TOO_FEW_ROUNDS -> "too few rounds";
            case NOT_RANKED -> "not ranked";
            case OUT_OF_MEMORY -> "out of memory";
        };
    }

    /**
     * What an interval allows to say.
     *
     * @param metric what is compared
     * @param ratio of a server's figure to another's; {@code null} if there is none
     * @param threshold the difference that does not matter, as a share
     * @return any but what says who it is, and those that are not ranked
     */
    static Finding of(Metric metric, Interval ratio, double threshold) {
        // region finding
        if (ratio == null || !ratio.isBounded()) {
            return TOO_FEW_ROUNDS;
        }
        if (ratio.low() >= 1 / (1 + threshold) && ratio.high() <= 1 + threshold) {
            return EQUIVALENT;
        }
        if (ratio.contains(1)) {
            return NOT_DISTINGUISHABLE;
        }
        return metric.advantage(ratio.estimate()) > 1 ? BETTER : WORSE;
        // endregion
    }
}
