package hello.protocol.check;

import hello.protocol.HelloServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The server being graded, with as much as is known of it: its address at least, the command that starts it, or its Java
 * class. Made by {@link #at} or {@link #command}, and used by one thread at a time.
 */
public final class Candidate implements AutoCloseable {
    private final InetSocketAddress address; // null for one that we start
    private final List<String> command; // null for one that is running somewhere
    private final HelloServer.Factory factory; // null for one that is not in Java

    private ServerProcess process;
    private boolean hasBeenUp;
    private Undecided neverCameUp; // why, once that is known
    private final List<Client> clients = new ArrayList<>();

    private Candidate(InetSocketAddress address, List<String> command, HelloServer.Factory factory) {
        this.address = address;
        this.command = command;
        this.factory = factory;
    }

    /**
     * A server that is running already.
     *
     * @param address where it serves
     * @return a candidate whose process is not known
     */
    public static Candidate at(InetSocketAddress address) {
        return new Candidate(Objects.requireNonNull(address), null, null);
    }

    /**
     * A server that is started when it is needed, and again when it has died.
     *
     * @param command the program and its arguments; {@link ServerProcess#PORT} in them stands for the port
     * @return a candidate whose process can be looked at
     */
    public static Candidate command(List<String> command) {
        return new Candidate(null, List.copyOf(command), null);
    }

    /**
     * The same candidate, of which the Java class is known too.
     *
     * @param other its {@code bind}
     * @return a candidate of which everything can be asked
     */
    public Candidate withFactory(HelloServer.Factory other) {
        return new Candidate(address, command, other);
    }

    /** Whether the server is on this machine, with nothing on the way that splits what is sent at once. */
    boolean isNear() {
        return command != null;
    }

    boolean has(Check.Needs needs) {
        return switch (needs) {
            case ADDRESS -> true;
            case PROCESS -> command != null;
            case FACTORY -> factory != null;
        };
    }

    HelloServer.Factory factory() {
        return factory;
    }

    List<String> command() {
        return command;
    }

    /**
     * Starts the server if it is ours to start and is not running. One that did not come up the first time is not tried again:
     * two dozen checks would each wait for it as long as the first.
     */
    public void ensureRunning() throws Undecided, InterruptedException {
        boolean running = process != null && process.isAlive();
        if (command == null || running) {
            return;
        }
        if (neverCameUp != null) {
            throw neverCameUp;
        }
        try {
            process = ServerProcess.start(command, 0);
            hasBeenUp = true;
        } catch (IOException e) {
            Undecided why = new Undecided("the server cannot be started: " + e.getMessage(), e);
            neverCameUp = hasBeenUp ? null : why;
            throw why;
        }
    }

    /** Puts another process in the place of the running one, which has been stopped. */
    void replaceProcess(ServerProcess other) {
        process = other;
    }

    /** The server's process. Only for checks that need it. */
    ServerProcess process() {
        return process;
    }

    /** Whether the server, started by us, has ended by itself, or does so within a moment. */
    boolean hasDied(Duration within) throws InterruptedException {
        return process != null && process.hasEnded(within);
    }

    /** Ends the process, so that the next check gets a new one: this one may have been harmed. */
    void discardProcess() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    InetSocketAddress address() {
        return command == null ? address : process.address();
    }

    /** A new client. It is closed with the check that asked for it. */
    Client connect() throws Undecided, IOException {
        return connect(address());
    }

    Client connect(InetSocketAddress to) throws Undecided, IOException {
        return remember(Client.connect(to));
    }

    /** One with little room for answers. */
    Client connectNarrow() throws Undecided, IOException {
        return remember(Client.connectNarrow(address()));
    }

    private Client remember(Client client) {
        synchronized (clients) {
            clients.add(client);
        }
        return client;
    }

    /** Closes what a check has opened, from whichever thread: a check that is blocked on one of them goes on, and ends. */
    void closeClients() {
        List<Client> open;
        synchronized (clients) {
            open = List.copyOf(clients);
            clients.clear();
        }
        for (Client client : open) {
            try {
                client.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
    }

    /** Ends the server's process, if it was started here. */
    @Override
    public void close() {
        closeClients();
        discardProcess();
    }
}
