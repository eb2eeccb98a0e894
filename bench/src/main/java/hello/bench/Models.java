package hello.bench;

import hello.blocking.BlockingServer;
import hello.callbacks.CallbacksServer;
import hello.coroutines.CoroutinesServer;
import hello.loom.LoomServer;
import hello.nioloop.NioLoopServer;
import hello.threaded.ThreadedServer;
import java.util.List;
import java.util.Optional;

/** The models that there are. A seventh is added here, and to the reactor. */
public final class Models {
    private static final List<Model> ALL = List.of(
            new Model("blocking", "one thread, one client at a time: the chapter's server, step by step",
                    BlockingServer::bind, true),
            new Model("threaded", "a platform thread for each connection", ThreadedServer::bind, false),
            new Model("nio-loop", "one thread, one Selector: the event loop, written out", NioLoopServer::bind, false),
            new Model("callbacks", "AsynchronousSocketChannel and CompletionHandler: the JDK's callback API",
                    CallbacksServer::bind, false),
            new Model("coroutines",
                    "generators and coroutines on jdk.internal.vm.Continuation, and the loop that resumes them",
                    CoroutinesServer::bind, false),
            new Model("loom", "virtual threads: blocking code that does not block", LoomServer::bind, false));

    private Models() {}

    /**
     * All of them, in the order of the course.
     *
     * @return six models
     */
    public static List<Model> all() {
        return ALL;
    }

    /**
     * One of them.
     *
     * @param name as it is written on the command line
     * @return empty if there is none of that name
     */
    public static Optional<Model> find(String name) {
        return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
    }
}
