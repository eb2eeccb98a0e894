package hello.bench.trace.page;

import hello.bench.trace.ClientLane;
import hello.bench.trace.Run;
import java.util.List;

/**
 * A colour for each client: the same in all runs, since the script has the same order in all of them.
 *
 * @param clients their names, in the order of the script
 */
record Shades(List<String> clients) {
    /** How many colours there are; with more clients they come again, and only the letters tell them apart. */
    static final int COLOURS = 8;

    static Shades of(Run run) {
        return new Shades(run.clients().stream().filter(client -> client.folded() == 1).map(ClientLane::name).toList());
    }

    /** A class of the style sheet; what is nobody's has a neutral one. */
    String of(String client) {
        int index = clients.indexOf(client);
        return index < 0 ? "nobody" : "c" + index % COLOURS;
    }
}
