package hello.bench.load;

import hello.protocol.check.ProcessUsage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the server's process uses while it is under load. Told by the generator when the counting begins and ends, so that CPU
 * time and answers are of the same moments. Looking takes well under a millisecond then; what takes longer is looked at before
 * and after. For the generator's thread alone.
 */
public final class ServerMeter implements Generator.Listener {
    private final ProcessHandle server;
    private List<ProcessHandle> processes = List.of();
    private Duration cpuBefore = Duration.ZERO;
    private Duration cpu = Duration.ZERO;
    private Optional<ProcessUsage> idle = Optional.empty();
    private Optional<ProcessUsage> loaded = Optional.empty();

    /**
     * Makes it.
     *
     * @param server the server's process; those that it has started are counted in
     */
    public ServerMeter(ProcessHandle server) {
        this.server = server;
    }

    /**
     * What was used. What the system does not tell is {@code null}.
     *
     * @param cpuSeconds user and system time in the measured part
     * @param residentBytes resident memory right after it, connections still open
     * @param threads threads at the same moment
     * @param voluntarySwitches how often a thread gave up its CPU to wait, from warm-up to end
     * @param involuntarySwitches how often one was taken off its CPU, from warm-up to end
     */
    public record Usage(double cpuSeconds, Long residentBytes, Long threads, Long voluntarySwitches,
            Long involuntarySwitches) {}

    @Override
    public void warmingUp() {
        processes = Stream.concat(Stream.of(server), server.descendants()).toList();
        idle = ProcessUsage.of(server);
    }

    @Override
    public void measuring() {
        cpuBefore = cpu();
    }

    @Override
    public void measured() {
        cpu = cpu().minus(cpuBefore);
        loaded = ProcessUsage.of(server);
    }

    private Duration cpu() {
        return processes.stream()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * What was found, after the run.
     *
     * @return {@code null} if the process could not be looked at: it has ended, or the system does not tell
     */
    public Usage usage() {
        if (loaded.isEmpty() || idle.isEmpty()) {
            return null;
        }
        ProcessUsage end = loaded.get();
        ProcessUsage start = idle.get();
        return new Usage(cpu.toNanos() / 1e9, value(end.residentBytes()), value(end.threads()),
                difference(end.voluntarySwitches(), start.voluntarySwitches()),
                difference(end.involuntarySwitches(), start.involuntarySwitches()));
    }

    private static Long value(OptionalLong optional) {
        return optional.isPresent() ? optional.getAsLong() : null;
    }

    private static Long difference(OptionalLong end, OptionalLong start) {
        return end.isPresent() && start.isPresent() ? end.getAsLong() - start.getAsLong() : null;
    }
}
