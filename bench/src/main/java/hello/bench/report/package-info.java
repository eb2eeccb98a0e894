/** The report: one page that opens from disk, drawn from the raw figures of a comparison. Its plots are SVG, made here. */
package hello.bench.report;
