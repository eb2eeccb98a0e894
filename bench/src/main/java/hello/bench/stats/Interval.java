package hello.bench.stats;

/**
 * An estimate and how far it can be trusted.
 *
 * @param estimate the best guess
 * @param low the truth is not below this, with the confidence that was asked for; negative infinity where too few values were
 *     there to say
 * @param high the truth is not above this; infinity likewise
 */
public record Interval(double estimate, double low, double high) {
    /**
     * Whether both ends are known.
     *
     * @return false if there were too few values for the confidence that was asked for
     */
    public boolean isBounded() {
        return low > Double.NEGATIVE_INFINITY && high < Double.POSITIVE_INFINITY;
    }

    /**
     * Whether a value is one of those that the interval allows.
     *
     * @param value any
     * @return true on the ends too
     */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /**
     * The interval of a ratio whose logarithm this is.
     *
     * @return each of the three, as a power of e
     */
    public Interval exp() {
        return new Interval(Math.exp(estimate), Math.exp(low), Math.exp(high));
    }
}
