package hello.bench.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every stack once: thousands of spans have the same few. */
final class Stacks {
    private final Map<List<Frame>, Integer> index = new HashMap<>();
    private final List<List<Frame>> all = new ArrayList<>();

    /** Where it is; {@code null} for an empty one. */
    Integer indexOf(List<Frame> stack) {
        if (stack.isEmpty()) {
            return null;
        }
        return index.computeIfAbsent(stack, added -> {
            all.add(added);
            return all.size() - 1;
        });
    }

    List<List<Frame>> all() {
        return List.copyOf(all);
    }
}
