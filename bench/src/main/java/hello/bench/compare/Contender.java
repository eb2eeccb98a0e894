package hello.bench.compare;

import hello.protocol.Work;
import java.util.List;

/**
 * One server of a comparison.
 *
 * @param name how it is called in the results
 * @param command what starts it, with {@code {port}} for the port and, if it can work, {@code {work}} for the work
 * @param clients how many it serves at once
 * @param control whether it is the reference once more, under another name: what differs between these two is noise
 */
public record Contender(String name, List<String> command, Clients clients, boolean control) {
    /** Stands in a command for the work that each request shall do. */
    public static final String WORK = "{work}";

    /** How many clients a server serves at once, which decides how it is graded. */
    public enum Clients {
        /** Any number. */
        MANY,
        /** One, as {@code blocking} does. */
        ONE,
        /** A foreign command: it is graded as one for many, and if it is not, as one for one. */
        NOT_KNOWN
    }

    /**
     * The same server under another name.
     *
     * @return the control
     */
    public Contender again() {
        return new Contender(name + " again", command, clients, true);
    }

    /**
     * Whether it can be given what a scenario's requests are to do.
     *
     * @param scenario which
     * @return true also if there is nothing to be done
     */
    public boolean canDo(Scenario scenario) {
        return scenario.work().equals("none") || command.stream().anyMatch(word -> word.contains(WORK));
    }

    /**
     * What starts it with work to do.
     *
     * @param work for each request
     * @return the command, with {@code {port}} still in it
     */
    public List<String> command(Work work) {
        return command.stream().map(word -> word.replace(WORK, work.toString())).toList();
    }
}
