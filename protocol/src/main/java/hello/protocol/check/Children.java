package hello.protocol.check;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processes that this JVM has started. None outlives it: whichever way it ends, as long as it can notice, they and those
 * that they have started are killed. Safe for use by several threads.
 */
public final class Children {
    private static final long KILL_SECONDS = 10;

    /** Each with what else is to be done once it is gone. */
    private static final Map<Process, Runnable> LIVE = new ConcurrentHashMap<>();

    /** This JVM is ending: what is started from now on would be overlooked. */
    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::killAll, "kill-children"));
    }

    private Children() {}

    /**
     * Starts a process and remembers it.
     *
     * @param builder what to start
     * @return the process; end it with {@link #kill}, also when it has ended by itself
     * @throws IOException if there is no such program
     */
    public static Process start(ProcessBuilder builder) throws IOException {
        return start(builder, () -> {});
    }

    /** The same for a process that leaves something behind when it is killed: that is ended by {@code afterwards}. */
    static Process start(ProcessBuilder builder, Runnable afterwards) throws IOException {
        Process process = builder.start();
        LIVE.put(process, afterwards);
        if (ending) { // looked at after it was added: either killAll has seen the process, or this sees that it has begun
            kill(process);
        }
        return process;
    }

    private static void killAll() {
        ending = true;
        LIVE.keySet().forEach(Children::kill);
    }

    /**
     * Ends a process and all it has started, at once, and waits until it is gone.
     *
     * @param process made by {@link #start}; it may have ended already
     */
    public static void kill(Process process) {
        // All are listed before the first one goes: once a process has gone nobody knows its children.
        List<ProcessHandle> tree = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        tree.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(KILL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runnable afterwards = LIVE.remove(process);
        if (afterwards != null) {
            afterwards.run();
        }
    }
}
