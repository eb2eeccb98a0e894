package hello.bench.cli;

import hello.bench.Model;
import hello.bench.Models;
import hello.protocol.HelloServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/**
 * Serves one model after another on the same port, switched by the keys 1 to 6: what a lecturer does live. Clients of the old
 * model lose their connections; a client that connects again talks to the new one.
 */
final class Switchboard implements AutoCloseable {
    /** Takes a port for a model. */
    @FunctionalInterface
    interface Binder {
        HelloServer bind(Model model, int port) throws UserError;
    }

    private final PrintWriter out;
    private final Binder binder;
    private final Terminal terminal;
    private final Attributes before;

    /** The server that is up; set and closed by the thread that reads the keys, and closed by the end of the process. */
    private volatile HelloServer current;

    Switchboard(PrintWriter out, Binder binder) throws IOException {
        this.out = out;
        this.binder = binder;
        // Signals stay the JVM's, so that Ctrl-C ends the process as it ends any other.
        this.terminal = TerminalBuilder.builder().system(true).dumb(true).nativeSignals(false).build();
        this.before = terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, true);
        raw.setOutputFlag(Attributes.OutputFlag.OPOST, true);
        terminal.setAttributes(raw);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "close"));
    }

    /** Serves the model, and others as keys are pressed, until the process ends. A port of 0 is chosen once. */
    void run(Model first, int port) throws UserError, IOException {
        List<Model> models = Models.all();
        out.println("Keys: " + keys(models) + ", Ctrl-C stops.");
        show(first, port);
        NonBlockingReader keys = terminal.reader();
        for (int key = keys.read(); key >= 0; key = keys.read()) {
            int index = key - '1';
            if (index >= 0 && index < models.size()) {
                current.close();
                show(models.get(index), current.address().getPort());
            }
        }
    }

    private void show(Model model, int port) throws UserError {
        HelloServer server = binder.bind(model, port);
        current = server;
        out.println("── " + model.name() + " serves on " + ServeCommand.address(server) + ": " + model.sentence());
        out.flush();
        Thread.ofPlatform().name(model.name()).daemon().start(() -> serve(server));
    }

    private void serve(HelloServer server) {
        try {
            server.run();
        } catch (IOException e) {
            out.println("The server has ended: " + e.getMessage());
            out.flush();
        }
    }

    private static String keys(List<Model> models) {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < models.size(); i++) {
            keys.append(i == 0 ? "" : ", ").append(i + 1).append(' ').append(models.get(i).name());
        }
        return keys.toString();
    }

    private void end() {
        HelloServer server = current;
        if (server != null) {
            server.close();
        }
        terminal.setAttributes(before);
    }

    @Override
    public void close() {
        end();
    }
}
