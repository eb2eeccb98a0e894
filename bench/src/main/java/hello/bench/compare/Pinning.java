package hello.bench.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import hello.bench.load.CpuList;
import hello.protocol.check.Container;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Which CPUs each side has to itself: without this the generator takes from the server what it measures.
 *
 * @param serverCpus the server's, by number; empty if nothing is pinned
 * @param generatorCpus the generator's, by number; empty if nothing is pinned
 * @param reason where nothing is pinned: why
 */
public record Pinning(List<Integer> serverCpus, List<Integer> generatorCpus, String reason) {
    /**
     * Finds out what can be had here.
     *
     * @param wanted how many CPUs the server shall have
     * @return the first CPUs for the server and the last for the generator, where there are enough and {@code taskset} can
     *     give them; nothing pinned and why, otherwise
     */
    public static Pinning detect(int wanted) {
        List<Integer> usable = usableCpus();
        if (usable.isEmpty()) {
            return new Pinning(List.of(), List.of(), "there is no taskset here");
        }
        if (usable.size() <= wanted) {
            return new Pinning(List.of(), List.of(),
                    wanted + " for the server and one for the generator need more CPUs than there are: "
                            + usable.size());
        }
        return new Pinning(usable.subList(0, wanted), List.of(usable.getLast()), null);
    }

    /** Those that this process may run on, which in a container are not all, and need not start at 0. */
    private static List<Integer> usableCpus() {
        try {
            Process taskset = new ProcessBuilder("taskset", "-cp", Long.toString(ProcessHandle.current().pid()))
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(taskset.getInputStream().readAllBytes(), UTF_8);
            if (!taskset.waitFor(5, TimeUnit.SECONDS) || taskset.exitValue() != 0) {
                return List.of();
            }
            return CpuList.parse(printed.substring(printed.lastIndexOf(':') + 1).strip());
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /**
     * Puts the server where it belongs.
     *
     * @param command what starts it
     * @return the same, pinned if there is pinning
     */
    public List<String> server(List<String> command) {
        return pinned(serverCpus, command);
    }

    /**
     * Puts the generator where it belongs.
     *
     * @param command what starts it
     * @return the same, pinned if there is pinning
     */
    public List<String> generator(List<String> command) {
        return pinned(generatorCpus, command);
    }

    private static List<String> pinned(List<Integer> cpus, List<String> command) {
        if (cpus.isEmpty()) {
            return command;
        }
        if (Container.isIn(command)) {
            return Container.withOptions(command, List.of("--cpuset-cpus", join(cpus)));
        }
        List<String> all = new ArrayList<>(List.of("taskset", "-c", join(cpus)));
        all.addAll(command);
        return all;
    }

    private static String join(List<Integer> cpus) {
        return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /**
     * What is pinned where, or why not.
     *
     * @return a clause for people
     */
    public String inWords() {
        return serverCpus.isEmpty()
                ? "server and generator share the CPUs (" + reason + ")"
                : "server on CPU " + join(serverCpus) + ", generator on CPU " + join(generatorCpus);
    }

    /**
     * How many threads carry the virtual ones: the JVM makes as many as it finds CPUs, unless an option says otherwise.
     *
     * @return a clause for people
     */
    public String carriers() {
        return switch (serverCpus.size()) {
            case 0 -> "as many carrier threads as there are CPUs";
            case 1 -> "one carrier thread";
            default -> serverCpus.size() + " carrier threads";
        };
    }
}
