package hello.bench.load;

/**
 * One run of {@code hello load}, as it is written in JSON.
 *
 * @param target the server's address
 * @param result what the generator found
 * @param generatorCpuShare the generator's own CPU time in the measured part, as a share of one CPU
 * @param server what the server's process used; {@code null} if it was not given
 */
public record LoadReport(String target, LoadResult result, double generatorCpuShare, ServerMeter.Usage server) {}
