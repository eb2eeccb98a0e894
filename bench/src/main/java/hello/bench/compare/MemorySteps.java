package hello.bench.compare;

import hello.bench.stats.Lines;
import java.util.List;
import java.util.Objects;

/**
 * A server's memory with more and more idle connections. The slope is what one of them takes; where the line begins is the JVM's.
 *
 * @param connections how many there were at each step
 * @param residentBytes resident memory then; {@code null} where the system does not tell
 * @param heapBytes what is used of the heap after a full collection; {@code null} for what is no JVM
 */
public record MemorySteps(List<Integer> connections, List<Long> residentBytes, List<Long> heapBytes) {
    /**
     * Resident memory per connection.
     *
     * @return bytes; {@code null} if it is not known
     */
    public Double residentPerConnection() {
        return slope(residentBytes);
    }

    /**
     * Heap per connection.
     *
     * @return bytes; {@code null} if it is not known
     */
    public Double heapPerConnection() {
        return slope(heapBytes);
    }

    private Double slope(List<Long> bytes) {
        if (bytes == null || bytes.size() < 2 || bytes.stream().anyMatch(Objects::isNull)) {
            return null;
        }
        return Lines.slope(connections.stream().mapToDouble(Integer::doubleValue).toArray(),
                bytes.stream().mapToDouble(Long::doubleValue).toArray());
    }
}
