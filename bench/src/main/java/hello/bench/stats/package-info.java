/** The statistics of a comparison: exact where they can be, and each with its source. They know nothing of servers. */
package hello.bench.stats;
