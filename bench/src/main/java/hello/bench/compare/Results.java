package hello.bench.compare;

import hello.bench.load.LoadReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a comparison found, raw: what {@code results.json} holds. Written anew after each trial.
 *
 * @param schema the version of this format
 * @param program version of this program, and the commit it was built from
 * @param startedAt when, in ISO 8601
 * @param commandLine how it was called
 * @param machine on what
 * @param plan how
 * @param checked what the checks found, before anything was timed
 * @param calibration what was measured once, before the rounds; {@code null} until then
 * @param trials every trial, in the order in which they were run
 */
public record Results(int schema, String program, String startedAt, List<String> commandLine, Machine machine,
        ComparePlan plan, List<Checked> checked, Calibration calibration, List<Trial> trials) {
    /** The version that this program writes, and reads. */
    public static final int SCHEMA = 2;

    /**
     * What the checks found of one server.
     *
     * @param contender its name
     * @param verdict pass, fail or unknown
     * @param oneClient whether it was graded as a server of one client at a time
     * @param troubles what failed or is unknown, one line each
     */
    public record Checked(String contender, String verdict, boolean oneClient, List<String> troubles) {
        /**
         * Whether it may be measured.
         *
         * @return true if it passed
         */
        public boolean isPass() {
            return verdict.equals("pass");
        }
    }

    /**
     * What is measured once per comparison.
     *
     * @param work for each scenario whose requests work: with computation as a number of rounds, the same for every server
     * @param capacities answers per second in a closed loop, of each server that was asked for the common rate
     * @param rate requests per second of every open loop: half of what the slowest of those can that served every connection,
     *     and a quarter of the generator's ceiling at most; {@code null} if no scenario needs one, or none of them did
     * @param ceiling the generator's own limit
     */
    public record Calibration(Map<String, String> work, Map<String, Double> capacities, Double rate, Ceiling ceiling) {}

    /**
     * What the generator can do, measured against a server that does nothing but read and write.
     *
     * @param answersPerSecond in a closed loop of 64 connections
     * @param generatorCpuShare of one CPU
     * @param serverCpuShare of one CPU
     */
    public record Ceiling(double answersPerSecond, double generatorCpuShare, double serverCpuShare) {}

    /**
     * One trial: one fresh server under load.
     *
     * @param scenario which, by name
     * @param round from 1
     * @param contender which server
     * @param startedAt when, in ISO 8601
     * @param report what the generator found; {@code null} if the trial failed
     * @param memory with how many idle connections it took how much; {@code null} but in {@code idle-crowd}
     * @param error why it failed; {@code null} if it did not. Where the server needed more memory than it may have, it begins
     *     with {@link #OUT_OF_MEMORY}
     */
    public record Trial(String scenario, int round, String contender, String startedAt, LoadReport report,
            MemorySteps memory, String error) {
        /** The first words of an error that is a result: the load does not fit into the limit that was set. */
        public static final String OUT_OF_MEMORY = "out of memory";

        /**
         * Whether the server needed more memory than it may have.
         *
         * @return true if that ended the trial
         */
        public boolean ranOutOfMemory() {
            return error != null && error.startsWith(OUT_OF_MEMORY);
        }
    }

    /**
     * What the checks found of a server.
     *
     * @param contender its name; of the control, what was found of the reference, which it is
     * @return empty if it has not been checked yet
     */
    public Optional<Checked> checked(Contender contender) {
        String name = contender.control() ? plan.reference() : contender.name();
        return checked.stream().filter(found -> found.contender().equals(name)).findFirst();
    }

    /**
     * Whether a server may be measured.
     *
     * @param contender a server
     * @return true if it passed its checks
     */
    public boolean isFit(Contender contender) {
        return checked(contender).map(Checked::isPass).orElse(false);
    }

    /**
     * How these came about.
     *
     * @return command, machine, JDK, date
     */
    public Origin origin() {
        return new Origin(program, startedAt, commandLine, machine);
    }

    /**
     * A part of these.
     *
     * @param scenarios the names of those that are wanted
     * @return what was found in them, in the order in which they were run
     */
    public Results only(List<String> scenarios) {
        return new Results(schema, program, startedAt, commandLine, machine,
                plan.only(plan.scenarios().stream().filter(scenarios::contains).toList()), checked, calibration,
                trials.stream().filter(trial -> scenarios.contains(trial.scenario())).toList());
    }

    Results with(List<Checked> nowChecked, Calibration nowCalibrated, List<Trial> nowRun) {
        return new Results(schema, program, startedAt, commandLine, machine, plan, nowChecked, nowCalibrated, nowRun);
    }
}
