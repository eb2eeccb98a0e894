/**
 * The page of {@code hello trace}: timelines, sources and the replay in one file, and a timeline alone as SVG. All that there is
 * to see is drawn here; the script only makes it move.
 */
package hello.bench.trace.page;
