package hello.bench.cli;

import hello.bench.trace.Story;
import java.util.Arrays;
import java.util.Iterator;

/** The names of the ready stories, for help and completion. */
final class StoryNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(Story.values()).map(Story::title).iterator();
    }
}
