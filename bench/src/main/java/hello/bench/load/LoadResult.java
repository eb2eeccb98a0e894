package hello.bench.load;

import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What a generator found. The counts of answers and times are of the measured part; those of connections are of the whole run.
 *
 * @param connections how many speakers there should have been
 * @param connected how many connections were made, reconnecting and bystanders included
 * @param neverServed how many of the speakers never had an answer: not connected, or connected and left waiting
 * @param answers whole and right answers
 * @param seconds how long was measured
 * @param refused connections that could not be made
 * @param lost connections that broke
 * @param earlyCloses connections that the server closed while it owed an answer
 * @param wrongAnswers connections on which something else came than the answer
 * @param firstTrouble what happened first, of the four before; {@code null} if nothing did
 * @param timeToAnswer from sending a request to its whole answer; {@code null} without answers. In a closed loop that is the
 *     time to answer at saturation
 * @param histogram the same in full: HdrHistogram's V2 encoding, in nanoseconds, deflated, Base64
 * @param open what only an open loop has; {@code null} for a closed one
 * @param inFlight requests under way on average, by Little's law: answers per second times the mean time to answer. In a
 *     closed loop without thinking it is the number of connections that are served, or the figures contradict each other
 * @param windowSeconds the length of one of the windows
 * @param windows answers in each window of the measured part, one after another: a stall is a hole in them
 */
public record LoadResult(int connections, long connected, int neverServed, long answers, double seconds, long refused,
        long lost, long earlyCloses, long wrongAnswers, String firstTrouble, Latency timeToAnswer, String histogram,
        Open open, double inFlight, double windowSeconds, List<Integer> windows) {
    /**
     * What an open loop found beside.
     *
     * @param targetRate requests per second that were asked for
     * @param due requests that were due in the measured part
     * @param sent how many of them were sent; the others found no connection free, to the very end
     * @param latency from the nanosecond at which a request was due to its whole answer, whether or not it could be sent
     *     then; what was not answered in the end is in it with the time that it had waited. {@code null} where none was due
     * @param histogram the same in full, encoded as above
     * @param censored how many were not answered in the end: their latency is more than what is in the histogram
     * @param lagP99 in microseconds: how much later than it could a request was sent; 99 of 100 are no later than that. A
     *     request could be sent when it was due and a connection was free. That is the generator's own lateness
     * @param lagMax the same: the latest
     * @param busyShare the share of the time in which the generator's thread had something to do; the rest it watched the clock
     */
    public record Open(double targetRate, long due, long sent, Latency latency, String histogram, long censored,
            double lagP99, double lagMax, double busyShare) {
        private Open withHistogram(String other) {
            return new Open(targetRate, due, sent, latency, other, censored, lagP99, lagMax, busyShare);
        }

        private static Open merge(List<Open> all) {
            Histogram latencies = HistogramText.sum(all.stream().map(Open::histogram).toList());
            return new Open(
                    all.stream().mapToDouble(Open::targetRate).sum(),
                    all.stream().mapToLong(Open::due).sum(),
                    all.stream().mapToLong(Open::sent).sum(),
                    Latency.of(latencies),
                    HistogramText.write(latencies),
                    all.stream().mapToLong(Open::censored).sum(),
                    all.stream().mapToDouble(Open::lagP99).max().orElse(0),
                    all.stream().mapToDouble(Open::lagMax).max().orElse(0),
                    all.stream().mapToDouble(Open::busyShare).max().orElse(0));
        }
    }

    /**
     * The rate.
     *
     * @return answers per second
     */
    public double answersPerSecond() {
        return answers / seconds;
    }

    /**
     * Whatever makes the figures doubtful.
     *
     * @return how many connections were refused, broke, were closed early, or got wrong answers
     */
    public long troubles() {
        return refused + lost + earlyCloses + wrongAnswers;
    }

    LoadResult withHistograms(String times, String latencies) {
        return new LoadResult(connections, connected, neverServed, answers, seconds, refused, lost, earlyCloses,
                wrongAnswers, firstTrouble, timeToAnswer, times, open == null ? null : open.withHistogram(latencies),
                inFlight, windowSeconds, windows);
    }

    /**
     * Adds results up, as if one generator had found them all.
     *
     * @param results one or more; all of open loops, or all of closed ones
     * @return their sum; the longest of their times, the worst of their lags. Windows are added where they are of the same
     *     length, and left out where they are not
     * @throws IllegalArgumentException if there is none, or some are open and others closed
     */
    public static LoadResult merge(List<LoadResult> results) {
        if (results.isEmpty() || results.stream().map(result -> result.open == null).distinct().count() > 1) {
            throw new IllegalArgumentException("closed and open loops cannot be merged: they measure different things");
        }
        Histogram times = HistogramText.sum(results.stream().map(LoadResult::histogram).toList());
        double seconds = results.stream().mapToDouble(LoadResult::seconds).max().orElseThrow();
        boolean sameWindows = results.stream().map(LoadResult::windowSeconds).distinct().count() == 1;
        return new LoadResult(
                results.stream().mapToInt(LoadResult::connections).sum(),
                sum(results, LoadResult::connected),
                results.stream().mapToInt(LoadResult::neverServed).sum(),
                sum(results, LoadResult::answers),
                seconds,
                sum(results, LoadResult::refused),
                sum(results, LoadResult::lost),
                sum(results, LoadResult::earlyCloses),
                sum(results, LoadResult::wrongAnswers),
                results.stream().map(LoadResult::firstTrouble).filter(Objects::nonNull).findFirst().orElse(null),
                Latency.of(times),
                HistogramText.write(times),
                results.getFirst().open == null ? null : Open.merge(results.stream().map(LoadResult::open).toList()),
                results.stream().mapToDouble(LoadResult::inFlight).sum(),
                sameWindows ? results.getFirst().windowSeconds : 0,
                sameWindows ? addUp(results.stream().map(LoadResult::windows).toList()) : List.of());
    }

    private static long sum(List<LoadResult> results, ToLongFunction<LoadResult> count) {
        return results.stream().mapToLong(count).sum();
    }

    private static List<Integer> addUp(List<List<Integer>> windows) {
        int length = windows.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, length)
                .mapToObj(i -> windows.stream().filter(one -> i < one.size()).mapToInt(one -> one.get(i)).sum())
                .toList();
    }
}
