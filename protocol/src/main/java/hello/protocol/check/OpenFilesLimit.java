package hello.protocol.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The limit on open files of a process that is running, which on Linux can be lowered and raised again from outside
 * ({@code prlimit}, of util-linux). Only the soft limit is touched: the hard one, once lowered, cannot be raised.
 *
 * @param pid the process
 * @param original the soft limit that it has
 */
record OpenFilesLimit(long pid, String original) {
    private static final int LOOKS = 10;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    static OpenFilesLimit of(ProcessHandle process) throws NotApplicable {
        try (Stream<String> limits = Files.lines(proc(process.pid()).resolve("limits"))) {
            String soft = limits.filter(line -> line.startsWith("Max open files"))
                    .map(line -> new Scanner(line.substring("Max open files".length())).next())
                    .findFirst()
                    .orElseThrow(() -> new NotApplicable("this system does not tell a process's limit on open files"));
            return new OpenFilesLimit(process.pid(), soft);
        } catch (IOException e) {
            throw new NotApplicable("only Linux can lower the limit on open files of a running process");
        }
    }

    /**
     * From now on it can open nothing. What it closes soon, the connection of a client that has just left or a file that it
     * reads a class from, is not counted as open: the lowest of several looks holds.
     */
    void lowerToWhatIsOpen() throws NotApplicable, IOException, InterruptedException {
        int lowest = lowestFree();
        for (int look = 1; look < LOOKS; look++) {
            Thread.sleep(BETWEEN_LOOKS);
            lowest = Math.min(lowest, lowestFree());
        }
        set(Integer.toString(lowest));
    }

    void restore() throws NotApplicable, IOException, InterruptedException {
        set(original);
    }

    /** The lowest number that is no open file: the system gives the next file that number, or refuses it. */
    private int lowestFree() throws NotApplicable, IOException {
        try (Stream<Path> open = Files.list(proc(pid).resolve("fd"))) {
            Set<String> numbers = open.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
            int number = 0;
            while (numbers.contains(Integer.toString(number))) {
                number++;
            }
            return number;
        } catch (AccessDeniedException e) {
            throw new NotApplicable("the server's process is another user's, whose open files only root can see");
        }
    }

    private void set(String soft) throws NotApplicable, IOException, InterruptedException {
        Process prlimit;
        try {
            prlimit = new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--nofile=" + soft + ":")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new NotApplicable("there is no prlimit on this machine (it is part of util-linux)");
        }
        String printed = new String(prlimit.getInputStream().readAllBytes(), UTF_8);
        if (prlimit.waitFor() != 0) {
            throw new IOException("prlimit: " + printed.strip());
        }
    }

    private static Path proc(long pid) {
        return Path.of("/proc", Long.toString(pid));
    }
}
