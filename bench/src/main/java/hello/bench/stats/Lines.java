package hello.bench.stats;

import java.util.ArrayList;
import java.util.List;

/** The slope of points. */
public final class Lines {
    private Lines() {}

    /**
     * The median of the slopes of all pairs (Theil and Sen): one odd point does not move it.
     *
     * @param x where; two different values at least
     * @param y what was found there
     * @return the slope; NaN if all are at one place
     */
    public static double slope(double[] x, double[] y) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                if (x[i] != x[j]) {
                    slopes.add((y[j] - y[i]) / (x[j] - x[i]));
                }
            }
        }
        return Medians.of(slopes.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
