package hello.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who else was on the CPUs while it was measured: what was busy there less what the two sides used themselves, and what the
 * hypervisor gave to others. From {@code /proc}, which only Linux has. The kernel counts in steps of 10 ms, so that a share is
 * right to one or two per cent over a second. For one thread.
 */
public final class Neighbours {
    private static final double TICKS_PER_SECOND = 100; // USER_HZ: the same on every Linux

    /** Columns of a cpu line in /proc/stat: user nice system idle iowait irq softirq steal (proc(5)). */
    private static final List<Integer> BUSY = List.of(0, 1, 2, 5, 6);
    private static final int STEAL = 7;

    private final List<Integer> serverCpus;
    private final List<Integer> ownCpus;
    private List<long[]> before = List.of();
    private List<long[]> after = List.of();

    /**
     * What was found.
     *
     * @param steal the share of the time of both sides' CPUs that the hypervisor gave to other machines
     * @param othersOfServer what others used of the server's CPUs, in CPUs; of both sides' where they share them
     * @param othersOfGenerator the same for the generator
     */
    public record Noise(double steal, double othersOfServer, double othersOfGenerator) {}

    /**
     * Looks up which CPUs both sides may use.
     *
     * @param server the server's process
     */
    public Neighbours(ProcessHandle server) {
        serverCpus = allowed(server);
        ownCpus = allowed(ProcessHandle.current());
    }

    private static List<Integer> allowed(ProcessHandle process) {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return status.filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .map(line -> CpuList.parse(line.substring(line.indexOf(':') + 1).strip()))
                    .findFirst()
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of(); // not Linux, or it has ended
        }
    }

    /** The counting begins. */
    public void measuring() {
        before = read();
    }

    /** It ends. */
    public void measured() {
        after = read();
    }

    private static List<long[]> read() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            return lines.filter(line -> line.matches("cpu\\d+ .*"))
                    .map(line -> Arrays.stream(line.split(" +")).skip(1).mapToLong(Long::parseLong).toArray())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * Says what was found.
     *
     * @param serverCpu what the server used meanwhile, in seconds of CPU time
     * @param ownCpu what this process did
     * @param seconds how long it was
     * @return empty where the system does not tell
     */
    public Optional<Noise> noise(double serverCpu, double ownCpu, double seconds) {
        int known = Math.min(before.size(), after.size());
        if (serverCpus.isEmpty() || ownCpus.isEmpty() || Collections.max(serverCpus) >= known
                || Collections.max(ownCpus) >= known) {
            return Optional.empty();
        }
        List<Integer> both = Stream.concat(serverCpus.stream(), ownCpus.stream()).distinct().toList();
        double steal = ticks(both, List.of(STEAL)) / TICKS_PER_SECOND / seconds / both.size();
        if (both.size() < serverCpus.size() + ownCpus.size()) {
            double others = others(both, serverCpu + ownCpu, seconds);
            return Optional.of(new Noise(steal, others, others));
        }
        return Optional.of(new Noise(steal, others(serverCpus, serverCpu, seconds), others(ownCpus, ownCpu, seconds)));
    }

    private double others(List<Integer> cpus, double used, double seconds) {
        return Math.max(0, ticks(cpus, BUSY) / TICKS_PER_SECOND - used) / seconds;
    }

    private double ticks(List<Integer> cpus, List<Integer> columns) {
        return cpus.stream()
                .mapToDouble(cpu -> columns.stream()
                        .mapToLong(column -> after.get(cpu)[column] - before.get(cpu)[column])
                        .sum())
                .sum();
    }
}
