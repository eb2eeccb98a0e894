package hello.bench.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** In which order things are measured that are to be compared, so that whatever drifts meanwhile hits all alike. */
public final class Rounds {
    private Rounds() {}

    /**
     * Each round is a complete block of all, shuffled; every second round is the one before it backwards, so that who comes
     * early in one comes late in the other.
     *
     * @param all what is measured
     * @param rounds how often
     * @param random what shuffles
     * @param <T> what it is
     * @return the rounds
     */
    public static <T> List<List<T>> of(List<T> all, int rounds, Random random) {
        List<List<T>> blocks = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            if (round % 2 == 0) {
                blocks.add(blocks.getLast().reversed());
            } else {
                List<T> block = new ArrayList<>(all);
                Collections.shuffle(block, random);
                blocks.add(block);
            }
        }
        return blocks;
    }
}
