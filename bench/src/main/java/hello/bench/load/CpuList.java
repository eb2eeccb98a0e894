package hello.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lists of CPUs as Linux writes them: {@code 0-3,6} means 0, 1, 2, 3 and 6. */
public final class CpuList {
    private CpuList() {}

    /**
     * Reads one.
     *
     * @param list as the system wrote it
     * @return their numbers
     * @throws NumberFormatException if it is no such list
     */
    public static List<Integer> parse(String list) {
        List<Integer> cpus = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            int dash = part.indexOf('-');
            int from = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
            int to = Integer.parseInt(part.substring(dash + 1));
            IntStream.rangeClosed(from, to).forEach(cpus::add);
        }
        return cpus;
    }
}
