package hello.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;

/** A server that ends its answers with an exclamation mark instead of a line feed: a main, to be run as a foreign server. */
public final class WrongServer {
    private WrongServer() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (TinyServer _ = new TinyServer(Integer.parseInt(args[0]), WrongServer::serve)) {
            Thread.currentThread().join();
        }
    }

    public static void serve(Socket client) throws IOException {
        byte[] request = new byte[4096];
        while (client.getInputStream().read(request) >= 0) {
            client.getOutputStream().write("Hello world!".getBytes(US_ASCII));
        }
    }
}
