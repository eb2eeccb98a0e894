package hello.bench.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a container may use.
 *
 * @param cpus how much of the CPUs' time, 0.5 being half of one; {@code null}: all
 * @param memory as the engine writes it, such as {@code 256m}; {@code null}: all
 */
public record Limits(Double cpus, String memory) {
    /** No limit. */
    public static final Limits NONE = new Limits(null, null);

    /** Options of {@code docker run}. Without memory to swap to, or the limit would only make the server slow. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        if (cpus != null) {
            options.addAll(List.of("--cpus", cpus.toString()));
        }
        if (memory != null) {
            options.addAll(List.of("--memory", memory, "--memory-swap", memory));
        }
        return options;
    }

    /**
     * What they are.
     *
     * @return a clause for people
     */
    public String inWords() {
        List<String> words = new ArrayList<>();
        if (cpus != null) {
            words.add(String.format(Locale.ROOT, "%s CPU", cpus % 1 == 0 ? cpus.intValue() : cpus));
        }
        if (memory != null) {
            words.add(memory + " of memory");
        }
        return words.isEmpty() ? "no limits" : String.join(" and ", words);
    }
}
