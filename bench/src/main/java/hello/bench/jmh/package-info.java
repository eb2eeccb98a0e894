/**
 * How the microbenchmarks are run and read: {@link hello.bench.jmh.Forks} runs JMH fork by fork, interleaved, and
 * {@link hello.bench.jmh.MicroResults} takes the fork, not the iteration, as the unit of statistics.
 */
package hello.bench.jmh;
