package hello.protocol.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a process has used so far: a snapshot. CPU time is known wherever the JDK knows it; the rest is read from
 * {@code /proc}, which only Linux has, and is empty elsewhere.
 *
 * @param cpu user and system time of all its threads, ended ones too; in steps of 10 ms
 * @param residentBytes memory that is really there (VmRSS)
 * @param threads live threads, as the system counts them
 * @param openFiles open file descriptors
 * @param voluntarySwitches how often a live thread gave up its CPU to wait
 * @param involuntarySwitches how often a live thread was taken off its CPU
 * @param queuedNanos how long live threads were ready to run and had to wait for a CPU, nanoseconds
 */
public record ProcessUsage(Duration cpu, OptionalLong residentBytes, OptionalLong threads, OptionalLong openFiles,
        OptionalLong voluntarySwitches, OptionalLong involuntarySwitches, OptionalLong queuedNanos) {

    /**
     * Looks at a process and those it has started, and adds them up: a command is often a script that starts the server.
     *
     * @param process a live process of the same user
     * @return what they have used; empty if the process has ended, or its CPU time cannot be read here
     */
    public static Optional<ProcessUsage> of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .flatMap(p -> ofOne(p).stream())
                .reduce(ProcessUsage::plus);
    }

    private static Optional<ProcessUsage> ofOne(ProcessHandle process) {
        return process.info().totalCpuDuration().map(cpu -> {
            Path proc = Path.of("/proc", Long.toString(process.pid()));
            List<String> status = lines(proc.resolve("status"));
            OptionalLong kilobytes = field(status, "VmRSS:");
            return new ProcessUsage(cpu,
                    kilobytes.isPresent() ? OptionalLong.of(kilobytes.getAsLong() * 1024) : OptionalLong.empty(),
                    field(status, "Threads:"),
                    count(proc.resolve("fd")),
                    switches(proc, "voluntary_ctxt_switches:"),
                    switches(proc, "nonvoluntary_ctxt_switches:"),
                    ofThreads(proc, ProcessUsage::queued));
        });
    }

    private static OptionalLong switches(Path proc, String field) {
        return ofThreads(proc, task -> field(lines(task.resolve("status")), field));
    }

    /** Three figures: time on a CPU, time in the queue for one, and how often. */
    private static OptionalLong queued(Path task) {
        return lines(task.resolve("schedstat")).stream()
                .mapToLong(line -> Long.parseLong(line.replaceFirst("\\d+ (\\d+) .*", "$1")))
                .findFirst();
    }

    /** The process's own files count its main thread alone; each thread has one. */
    private static OptionalLong ofThreads(Path proc, Function<Path, OptionalLong> figure) {
        try (Stream<Path> tasks = Files.list(proc.resolve("task"))) {
            return tasks.map(figure)
                    .filter(OptionalLong::isPresent)
                    .mapToLong(OptionalLong::getAsLong)
                    .reduce(Long::sum);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong count(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return OptionalLong.of(entries.count());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong field(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length()).replaceAll("\\D", "")))
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // not Linux, or it has ended meanwhile
        }
    }

    private ProcessUsage plus(ProcessUsage other) {
        return new ProcessUsage(cpu.plus(other.cpu),
                plus(residentBytes, other.residentBytes),
                plus(threads, other.threads),
                plus(openFiles, other.openFiles),
                plus(voluntarySwitches, other.voluntarySwitches),
                plus(involuntarySwitches, other.involuntarySwitches),
                plus(queuedNanos, other.queuedNanos));
    }

    private static OptionalLong plus(OptionalLong a, OptionalLong b) {
        return a.isPresent() && b.isPresent() ? OptionalLong.of(a.getAsLong() + b.getAsLong()) : OptionalLong.empty();
    }
}
