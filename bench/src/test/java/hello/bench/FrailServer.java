package hello.bench;

import hello.bench.cli.Json;
import hello.bench.compare.Results;
import hello.nioloop.NioLoopServer;
import hello.protocol.HelloServer;
import hello.protocol.ServerLog;
import hello.protocol.ServerMain;
import hello.protocol.ServerOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;

/**
 * A right server for as long as it is checked. Once the comparison has written down that it passed, its fifth client is the
 * end of it: the first is whoever waits for it to come up, the others are the load.
 */
public final class FrailServer {
    private FrailServer() {}

    /** Arguments: the port, and the comparison's results.json. */
    public static void main(String[] args) throws IOException {
        ServerOptions options = ServerOptions.defaults().withPort(Integer.parseInt(args[0]))
                .withLog(new Fatal(Path.of(args[1])));
        try (HelloServer server = NioLoopServer.bind(options)) {
            ServerMain.runUntilStopped(server);
        }
    }

    /** Called by the server's one thread. */
    private static final class Fatal implements ServerLog {
        private final boolean hasPassed;
        private int clients;

        Fatal(Path results) {
            this.hasPassed = hasPassed(results);
        }

        @Override
        public void connectionFrom(SocketAddress client) {
            clients++;
            if (clients == 5 && hasPassed) {
                System.out.println("this is too much for me");
                Runtime.getRuntime().halt(1);
            }
        }

        private static boolean hasPassed(Path results) {
            try {
                return Files.exists(results) && Json.MAPPER.readValue(results.toFile(), Results.class).checked()
                        .stream().anyMatch(checked -> checked.contender().equals("frail"));
            } catch (JacksonException e) {
                return false; // it may open no more files: that is a check, not a load
            }
        }

        @Override
        public void connectionLost(SocketAddress client, Throwable cause) {}

        @Override
        public void acceptPaused(Throwable cause) {}
    }
}
