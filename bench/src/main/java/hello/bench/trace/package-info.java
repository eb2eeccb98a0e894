/**
 * {@code hello trace}: which thread did what, for whom, and on which line it was blocked. {@link hello.bench.trace.Trace} and
 * the records in it are the result, as JSON holds it and as the terminal and the page draw it.
 *
 * <p>
 * All times are nanoseconds from the start of the run, on one clock for the clients and the server: see
 * {@link hello.bench.trace.Run#clockErrorNanos()}.
 */
package hello.bench.trace;
