package hello.bench.trace;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the flight recorder notes in a traced server. No line in a server knows of it: some of it the JDK tells in events of its
 * own; where it has none (JDK 25 knows nothing of {@code accept}, of {@code select}, of the mounting of virtual threads) the
 * recorder traces calls of methods.
 */
enum Seen {
    /** A read from a socket or a channel: as long as it waited. Not of AsynchronousSocketChannel. */
    READ("jdk.SocketRead"),
    /** A write to one. */
    WRITE("jdk.SocketWrite"),
    /** {@code Thread.sleep}: of virtual threads too. */
    SLEEP("jdk.ThreadSleep"),
    /** A platform thread is parked. */
    PARK("jdk.ThreadPark"),
    /** A thread begins. */
    START("jdk.ThreadStart", "jdk.VirtualThreadStart"),
    /** A thread ends. */
    END("jdk.ThreadEnd", "jdk.VirtualThreadEnd"),
    /** Accept, whether it waits or not. */
    ACCEPT("java.net.ServerSocket::accept", "sun.nio.ch.ServerSocketChannelImpl::accept"),
    /** A selector waits; what it finds is handled within the same call, if that was asked for. */
    SELECT("sun.nio.ch.SelectorImpl::select"),
    /** It handles one key. */
    READY("sun.nio.ch.SelectorImpl::processReadyEvents"),
    /** The group of asynchronous channels waits: on Linux, on macOS. */
    POLL("sun.nio.ch.EPollPort$EventHandlerTask::poll", "sun.nio.ch.KQueuePort$EventHandlerTask::poll"),
    /** A completion handler is called. */
    HANDLER("sun.nio.ch.Invoker::invokeUnchecked"),
    /** Code of a completion handler, for its stack. */
    HANDLER_CODE("::completed", "::done"),
    /** Something is begun that a completion handler will hear of. */
    BEGIN_READ("sun.nio.ch.AsynchronousSocketChannelImpl::read"),
    /** The same for a write: it may be done at once. */
    BEGIN_WRITE("sun.nio.ch.AsynchronousSocketChannelImpl::write"),
    /** The same for an accept. */
    BEGIN_ACCEPT("sun.nio.ch.AsynchronousServerSocketChannelImpl::accept"),
    /** An asynchronous channel is closed. */
    CLOSE("sun.nio.ch.AsynchronousSocketChannelImpl::close"),
    /** The {@code cpu:} work of a request. */
    COMPUTE("hello.protocol.Work$Cpu::perform"),
    /** A carrier runs a virtual thread: from mounting it to unmounting it. */
    MOUNTED("java.lang.VirtualThread::runContinuation"),
    /**
     * Nothing to be shown: JDK 25 mostly loses the first event of a carrier after a virtual thread has left it. It shall be one of
     * these, and not the one that tells how long it was there.
     */
    SACRIFICED("java.lang.VirtualThread::unmount", "java.lang.VirtualThread::afterYield"),
    /** A virtual thread is parked: from unmounting it to mounting it again. */
    UNMOUNTED("java.lang.VirtualThread::park", "java.lang.VirtualThread::parkNanos"),
    /** A loop runs a coroutine. The recorder does not trace Continuation itself. */
    RESUMED("hello.coroutines.EventLoop::resume"),
    /** A coroutine has yielded: from leaving it to coming back. */
    YIELDED("hello.coroutines.Generator::yield");

    private static final Map<String, Seen> BY_NAME = new HashMap<>();

    static {
        for (Seen seen : values()) {
            seen.names().forEach(name -> BY_NAME.put(name, seen));
        }
    }

    /** Separated by blanks: an enum's fields are immutable, which a list need not be. */
    private final String names;

    Seen(String... names) {
        this.names = String.join(" ", names);
    }

    private List<String> names() {
        return List.of(names.split(" ", -1));
    }

    /** By the name of an event. */
    static Seen ofEvent(String name) {
        return BY_NAME.get(name);
    }

    /** By class and name of a traced method. */
    static Seen ofMethod(String className, String method) {
        Seen seen = BY_NAME.get(className + "::" + method);
        return seen != null ? seen : BY_NAME.get("::" + method);
    }

    /** The recorder's settings: this and nothing else, however short, with stack traces. */
    static String settings() {
        List<String> names = Arrays.stream(values()).flatMap(seen -> seen.names().stream()).toList();
        StringBuilder settings = new StringBuilder("""
                                                   <?xml version="1.0" encoding="UTF-8"?>
                                                   <configuration version="2.0" label="hello trace" provider="hello">
                                                   """);
        names.stream().filter(name -> !name.contains("::")).forEach(name -> settings.append(event(name, "")));
        String filter = names.stream().filter(name -> name.contains("::")).collect(Collectors.joining(";"));
        settings.append(event("jdk.MethodTrace", "<setting name=\"filter\">" + filter + "</setting>"));
        return settings.append("</configuration>\n").toString();
    }

    private static String event(String name, String more) {
        return "  <event name=\"" + name + "\"><setting name=\"enabled\">true</setting>"
                + "<setting name=\"stackTrace\">true</setting><setting name=\"threshold\">0 ms</setting>"
                + "<setting name=\"throttle\">off</setting>" + more + "</event>\n";
    }
}
