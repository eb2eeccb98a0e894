package hello.bench.load;

/**
 * What a closed loop found. The counts of answers and times are of the measured part; those of connections are of the whole run.
 *
 * @param connections how many there should have been
 * @param neverServed how many of them never had an answer: not connected, or connected and left waiting
 * @param answers whole and right answers
 * @param seconds how long was measured
 * @param refused connections that could not be made
 * @param lost connections that broke, or were closed by the server
 * @param wrongAnswers connections on which something else came than the answer; they count as lost too
 * @param firstTrouble what happened first, of the three before; {@code null} if nothing did
 * @param timeToAnswer from sending a request to its whole answer, at saturation; {@code null} without answers
 * @param histogram the same in full: HdrHistogram's V2 encoding, in nanoseconds, deflated, Base64
 */
public record LoadResult(int connections, int neverServed, long answers, double seconds, int refused, long lost,
        long wrongAnswers, String firstTrouble, Latency timeToAnswer, String histogram) {
    /**
     * The rate.
     *
     * @return answers per second
     */
    public double answersPerSecond() {
        return answers / seconds;
    }
}
