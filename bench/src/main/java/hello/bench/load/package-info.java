/**
 * The load generator: one thread and one Selector that play many clients.
 *
 * <p>
 * {@link hello.bench.load.ClosedLoop} makes the load, {@link hello.bench.load.LoadResult} is what it found.
 */
package hello.bench.load;
