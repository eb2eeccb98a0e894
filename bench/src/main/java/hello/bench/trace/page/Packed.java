package hello.bench.trace.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A place on a lane. What lasts microseconds would not be seen among what lasts seconds, so everything is drawn some units wide
 * at least, and moved to the right if it would cover what came before: the order stays visible. It is moved only so far; beyond
 * that the later covers the earlier.
 *
 * @param from where it begins, in the units of the drawing
 * @param to where it ends
 * @param exact whether the scale has it there too
 */
record Packed(double from, double to, boolean exact) {
    /** How far a thing is moved at most. */
    static final double FARTHEST = 60;

    /**
     * Where a thing is on the scale.
     *
     * @param from its beginning
     * @param to its end
     * @param least how wide it is to be at least
     */
    record Wanted(double from, double to, double least) {}

    double width() {
        return to - from;
    }

    /**
     * Finds places.
     *
     * @param wanted in order and without overlaps
     * @return as many places
     */
    static List<Packed> lane(List<Wanted> wanted) {
        List<Packed> places = new ArrayList<>();
        double free = Double.NEGATIVE_INFINITY;
        for (Wanted place : wanted) {
            double from = Math.clamp(free, place.from, place.from + FARTHEST);
            double to = Math.max(place.to, from + place.least);
            places.add(new Packed(from, to, from - place.from < 1 && to - place.to < 1));
            free = to;
        }
        return places;
    }
}
