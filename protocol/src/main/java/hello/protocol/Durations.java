package hello.protocol;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them on the command line: {@code 250ms}, {@code 10s}, {@code 2m}, {@code 50us}. */
public final class Durations {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ns|us|ms|s|m|h)");

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @param text a number and a unit without a space between them; the unit is one of ns, us, ms, s, m, h
     * @return the duration, zero or more
     * @throws IllegalArgumentException if it is not written so; the message says how it is
     */
    public static Duration parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a duration: write 250ms, 10s or 2m");
        }
        double nanos = Double.parseDouble(written.group(1)) * nanosPerUnit(written.group(2));
        return Duration.ofNanos(Math.round(nanos));
    }

    /**
     * Writes a duration as {@link #parse} reads it.
     *
     * @param duration zero or more
     * @return the number in the largest unit in which it is whole: {@code 250ms}, not {@code 0.25s}
     */
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        for (String unit : new String[]{"h", "m", "s", "ms", "us"}) {
            long size = nanosPerUnit(unit);
            if (nanos >= size && nanos % size == 0) {
                return nanos / size + unit;
            }
        }
        return nanos == 0 ? "0s" : nanos + "ns";
    }

    private static long nanosPerUnit(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
    }
}
