package hello.bench.compare;

import hello.bench.load.LoadReport;
import java.util.List;

/**
 * All that a comparison found, raw: what {@code results.json} holds. Written anew after each trial.
 *
 * @param schema the version of this format
 * @param program version of this program, and the commit it was built from
 * @param startedAt when, in ISO 8601
 * @param commandLine how it was called
 * @param machine on what
 * @param setup how
 * @param checked what the checks found, before anything was timed
 * @param trials every trial, in the order in which they were run
 */
public record Results(int schema, String program, String startedAt, List<String> commandLine, Machine machine,
        Setup setup,
        List<Checked> checked, List<Trial> trials) {
    /** The version that this program writes. */
    public static final int SCHEMA = 1;

    /**
     * How it was measured.
     *
     * @param scenario its name
     * @param connections clients at once
     * @param rounds how often each server was to be measured
     * @param warmupSeconds not counted, in each trial
     * @param durationSeconds counted, in each trial
     * @param seed of the order
     * @param pinning which CPUs each side had
     * @param contenders the servers and the commands that started them, JVM flags and all
     * @param generator the generator's JVM flags
     */
    public record Setup(String scenario, int connections, int rounds, double warmupSeconds, double durationSeconds,
            long seed,
            Pinning pinning, List<Contender> contenders, List<String> generator) {}

    /**
     * What the checks found of one server.
     *
     * @param contender its name
     * @param verdict pass, fail or unknown
     * @param oneClient whether it was graded as a server of one client at a time
     * @param troubles what failed or is unknown, one line each
     */
    public record Checked(String contender, String verdict, boolean oneClient, List<String> troubles) {}

    /**
     * One trial: one fresh server under load.
     *
     * @param round from 1
     * @param contender which server
     * @param report what the generator found; {@code null} if the trial failed
     * @param error why it failed; {@code null} if it did not
     */
    public record Trial(int round, String contender, LoadReport report, String error) {}
}
