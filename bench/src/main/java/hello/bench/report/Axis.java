package hello.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From values to places on a plot.
 *
 * @param low the value at the axis's beginning; more than 0 if it is logarithmic
 * @param high the value at its end
 * @param from where it begins, in the plot's units
 * @param to where it ends
 * @param logarithmic whether a factor, not a difference, is a length
 */
public record Axis(double low, double high, double from, double to, boolean logarithmic) {
    private static final int TICKS = 5;

    /** From 0 to a round number that is not less than the largest. */
    static Axis fromZero(double largest, double from, double to) {
        double most = largest > 0 ? largest : 1;
        double step = step(most);
        return new Axis(0, Math.ceil(most / step - 1e-9) * step, from, to, false);
    }

    /** Between round numbers around all values: where 0 would hide the differences. */
    static Axis around(double smallest, double largest, double from, double to) {
        if (smallest < largest / 3) {
            return fromZero(largest, from, to);
        }
        double step = step(Math.max(largest - smallest, largest / 20));
        double low = Math.floor(smallest / step) * step;
        double high = Math.ceil(largest / step) * step;
        // Where all values are one round number there is still something on both sides of it.
        return low < high ? new Axis(low, high, from, to, false) : new Axis(low - step, high + step, from, to, false);
    }

    /** Between powers of ten. */
    static Axis powers(double smallest, double largest, double from, double to) {
        double low = Math.pow(10, Math.floor(Math.log10(smallest)));
        double high = Math.pow(10, Math.ceil(Math.log10(largest)));
        return new Axis(low, Math.max(high, low * 10), from, to, true);
    }

    /**
     * Finds a value's place.
     *
     * @param value any; what is beyond an end is put there
     * @return in the plot's units
     */
    public double place(double value) {
        double share = logarithmic
                ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (value - low) / (high - low);
        return from + Math.clamp(share, 0, 1) * (to - from);
    }

    /**
     * Round values to be marked.
     *
     * @return about five; of a logarithmic axis the powers of ten
     */
    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            for (double tick = low; tick <= high * 1.001; tick *= 10) {
                ticks.add(tick);
            }
        } else {
            double step = step(high - low);
            for (int i = 0; low + i * step <= high + step / 1e6; i++) {
                ticks.add(low + i * step);
            }
        }
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten, so that there are about five. */
    private static double step(double range) {
        double raw = range / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double leading = raw / power;
        return power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
    }

    /**
     * A tick's value as short as it can be.
     *
     * @param value any
     * @return a number for people
     */
    public static String text(double value) {
        if (value != 0 && Math.abs(value) < 1) {
            return String.format(Locale.ROOT, "%.2g", value).replaceAll("0+$", "");
        }
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.1f", value);
    }
}
