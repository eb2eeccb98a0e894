package hello.bench.trace;

import java.util.Locale;

/** Durations for people: two or three figures, and a unit that fits. */
public final class Times {
    private Times() {}

    /**
     * Writes a duration.
     *
     * @param nanos zero or more
     * @return {@code 1.24 s}, {@code 310 ms}, {@code 4.2 ms}, {@code 85 µs}
     */
    public static String inWords(long nanos) {
        if (nanos >= 999_500_000L) {
            return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
        }
        if (nanos >= 9_950_000L) {
            return String.format(Locale.ROOT, "%.0f ms", nanos / 1e6);
        }
        if (nanos >= 999_500L) {
            return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
        }
        return String.format(Locale.ROOT, "%.0f µs", nanos / 1e3);
    }
}
