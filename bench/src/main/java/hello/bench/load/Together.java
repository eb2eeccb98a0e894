package hello.bench.load;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Whether the loads of several generators were one: only while all of them counted was the server under the load that they add
 * up to. By the clock of each machine; that these agree is not to be seen in logs.
 *
 * @param parts each generator's measured part, in the order in which they were given
 * @param commonSeconds how long all of them counted; 0 if they never did
 * @param longestSeconds how long the longest of them counted
 */
public record Together(List<Part> parts, double commonSeconds, double longestSeconds) {
    /** What may be missing of the longest: the generators wait for one moment, and begin within some milliseconds of it. */
    private static final double MISSING = 0.05;

    /**
     * One generator's measured part.
     *
     * @param name of its log
     * @param from when it began
     * @param to when it ended
     */
    public record Part(String name, Instant from, Instant to) {}

    /**
     * Compares measured parts.
     *
     * @param parts one or more
     * @return what they have in common
     */
    public static Together of(List<Part> parts) {
        Duration common = Duration.between(last(parts).from, firstToEnd(parts).to);
        Duration longest = parts.stream().map(part -> Duration.between(part.from, part.to))
                .max(Comparator.naturalOrder()).orElseThrow();
        return new Together(List.copyOf(parts), Math.max(0, seconds(common)), seconds(longest));
    }

    /**
     * Whether they can be read as one load.
     *
     * @return true if all of them counted over the same time, but for a twentieth of it
     */
    public boolean isOneLoad() {
        return commonSeconds >= longestSeconds * (1 - MISSING);
    }

    /**
     * The same for people.
     *
     * @return what they have in common, when each of them counted, and what is wrong with that
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%s, all at once for %.1f of %.1f s:",
                parts.size() == 1 ? "1 generator" : parts.size() + " generators", commonSeconds, longestSeconds));
        int width = parts.stream().mapToInt(part -> part.name.length()).max().orElse(1);
        for (Part part : parts) {
            lines.add(String.format("  %-" + width + "s  %s to %s", part.name, part.from.truncatedTo(ChronoUnit.MILLIS),
                    part.to.truncatedTo(ChronoUnit.MILLIS)));
        }
        if (!isOneLoad()) {
            Part first = Collections.min(parts, Comparator.comparing(Part::from));
            Part last = last(parts);
            lines.add(String.format(Locale.ROOT,
                    "! this is not one load: %s began %.1f s after %s%s. Start them with the same --start-at, for the same time,"
                            + " and see that the machines' clocks agree",
                    last.name, seconds(Duration.between(first.from, last.from)), first.name,
                    commonSeconds == 0 ? ", and they have no moment in common" : ""));
        }
        return lines;
    }

    private static Part last(List<Part> parts) {
        return Collections.max(parts, Comparator.comparing(Part::from));
    }

    private static Part firstToEnd(List<Part> parts) {
        return Collections.min(parts, Comparator.comparing(Part::to));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
