/**
 * The comparison: servers side by side, each trial in fresh processes, models interleaved.
 *
 * <p>
 * {@link hello.bench.compare.Comparison} checks and measures {@link hello.bench.compare.Contender}s as a
 * {@link hello.bench.compare.ComparePlan} says; {@link hello.bench.compare.Results} is what it found, and
 * {@link hello.bench.compare.ResultTable} shows it.
 */
package hello.bench.compare;
