package hello.bench.micro;

import hello.bench.Model;
import hello.bench.Models;
import hello.protocol.HelloServer;
import hello.protocol.ServerLog;
import hello.protocol.ServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A server in this very JVM, on a port of its own and a thread of its own. */
final class InProcess {
    private final HelloServer server;
    private final Thread thread;

    private InProcess(HelloServer server) {
        this.server = server;
        this.thread = Thread.ofPlatform().name("server").start(this::run);
    }

    static InProcess start(String name, int clients) throws IOException {
        Model model = Models.find(name).orElseThrow(
                () -> new IllegalArgumentException("there is no model '" + name + "': hello list has them"));
        if (model.oneClient() && clients > 1) {
            throw new IllegalArgumentException(name + " serves one client at a time: the others would wait for ever");
        }
        return new InProcess(model.server().bind(ServerOptions.defaults().withPort(0).withLog(ServerLog.quiet())));
    }

    private void run() {
        try {
            server.run();
        } catch (IOException e) {
            throw new IllegalStateException("the server cannot go on", e); // JMH prints it, and the clients notice
        }
    }

    InetSocketAddress address() {
        return server.address();
    }

    void stop() throws InterruptedException {
        server.close();
        thread.join();
    }
}
