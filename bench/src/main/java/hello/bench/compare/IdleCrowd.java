package hello.bench.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;

import hello.bench.load.MachineLimits;
import hello.protocol.Protocol;
import hello.protocol.check.ProcessUsage;
import hello.protocol.check.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Clients that are connected, have had one answer each, and are silent from then on. Opened in steps, with a look at the server's
 * memory after each. For one thread; closing it closes them all.
 */
final class IdleCrowd implements AutoCloseable {
    private static final int STEPS = 4;
    private static final int RESERVE = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** "def new generation total 157248K, used 2796K", as {@code jcmd GC.heap_info} writes it for the serial collector. */
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private final List<Socket> clients = new ArrayList<>();
    private final List<Integer> connections = new ArrayList<>();
    private final List<Long> resident = new ArrayList<>();
    private final List<Long> heap = new ArrayList<>();

    /** Opens as many as asked for. A server of one client at a time leaves the second waiting: there the crowd ends. */
    void fill(ServerProcess server, int wanted) throws IOException, InterruptedException {
        look(server);
        for (int step = 1; step <= STEPS; step++) {
            while (clients.size() < wanted * step / STEPS) {
                if (!join(server.address())) {
                    return;
                }
            }
            look(server);
        }
    }

    private boolean join(InetSocketAddress address) throws IOException {
        Socket client = new Socket();
        clients.add(client);
        client.connect(address, (int) PATIENCE.toMillis());
        client.setSoTimeout((int) PATIENCE.toMillis());
        client.getOutputStream().write('x');
        try {
            return client.getInputStream().readNBytes(Protocol.ANSWER.length()).length == Protocol.ANSWER.length();
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private void look(ServerProcess server) throws InterruptedException {
        connections.add(clients.size());
        heap.add(heapAfterCollection(server.handle().pid()));
        resident.add(ProcessUsage.of(server.handle())
                .filter(usage -> usage.residentBytes().isPresent())
                .map(usage -> usage.residentBytes().getAsLong())
                .orElse(null));
    }

    /** What is used of the heap once the garbage is gone; null for what is no JVM of this user. */
    private static Long heapAfterCollection(long pid) throws InterruptedException {
        try {
            jcmd(pid, "GC.run");
            List<Long> used = USED.matcher(jcmd(pid, "GC.heap_info")).results()
                    .map(found -> Long.parseLong(found.group(1)) * 1024)
                    .toList();
            return used.isEmpty() ? null : used.stream().mapToLong(Long::longValue).sum();
        } catch (IOException e) {
            return null;
        }
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            throw new IOException("a runtime without jcmd");
        }
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), US_ASCII);
        process.waitFor();
        return printed;
    }

    MemorySteps memory() {
        return new MemorySteps(List.copyOf(connections), resident.contains(null) ? null : List.copyOf(resident),
                heap.contains(null) ? null : List.copyOf(heap));
    }

    /** How many the machine allows, of those that are wanted: the server, with the same limit, has speakers and files too. */
    static int allowed(int wanted) {
        return MachineLimits.current().files().map(files -> Math.clamp(files - RESERVE, 0, wanted))
                .orElse(wanted);
    }

    @Override
    public void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }
}
