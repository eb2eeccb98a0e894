package hello.bench.trace;

import java.util.Map;

/**
 * How many of a folded lane were doing what, in one slice of the time.
 *
 * @param startNanos from
 * @param endNanos to
 * @param counts how many at the middle of the slice, for each kind that occurs
 * @param <K> the kinds
 */
public record Census<K extends Enum<K>>(long startNanos, long endNanos, Map<K, Integer> counts) {}
