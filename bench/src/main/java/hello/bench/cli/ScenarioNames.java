package hello.bench.cli;

import hello.bench.compare.Scenario;
import java.util.Arrays;
import java.util.Iterator;

/** The names of the scenarios, for help and completion. */
final class ScenarioNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(Scenario.values()).map(Scenario::title).iterator();
    }
}
