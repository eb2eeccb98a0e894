package hello.bench;

import hello.protocol.HelloServer;
import hello.protocol.check.Check;
import hello.protocol.check.Checks;
import java.util.List;

/**
 * One of the concurrency models.
 *
 * @param name the module's name, as it is written on the command line
 * @param sentence what it is, in one line
 * @param server binds a server of this model
 * @param oneClient whether it serves one client at a time, and is graded as such
 */
public record Model(String name, String sentence, HelloServer.Factory server, boolean oneClient) {
    /**
     * What this model has to hold.
     *
     * @return the checks
     */
    public List<Check> checks() {
        return oneClient ? Checks.oneClient() : Checks.all();
    }
}
