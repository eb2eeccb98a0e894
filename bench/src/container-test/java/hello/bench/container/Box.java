package hello.bench.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import hello.bench.Model;
import hello.protocol.Protocol;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.WaitingConsumer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

/** A container, with a server or a client in it. It is removed when it is closed. */
final class Box extends GenericContainer<Box> {
    private Box(Future<String> image) {
        super(image);
    }

    /** {@code docker run -p 5001 hello MODEL OPTIONS}. When it has been started, it serves. */
    static Box serving(Model model, String... options) {
        return new Box(Images.HELLO)
                .withCommand(Stream.concat(Stream.of(model.name()), Stream.of(options)).toArray(String[]::new))
                .withExposedPorts(Protocol.DEFAULT_PORT)
                .waitingFor(Wait.forLogMessage(".* serves on .*\n", 1));
    }

    /** The chapter's server. When it has been started, it serves. */
    static Box chapter() {
        return new Box(Images.CHAPTER)
                .withExposedPorts(Protocol.DEFAULT_PORT)
                .waitingFor(Wait.forListeningPort());
    }

    /** {@code docker run --entrypoint PROGRAM hello ARGS}: {@code hello} itself, or bash, which is there too. */
    static Box running(String program, String... args) {
        return new Box(Images.HELLO)
                .withCommand(args)
                .withCreateContainerCmdModifier(create -> create.withEntrypoint(program))
                .withStartupCheckStrategy(new MayEndAtOnce())
                .waitingFor(new Nothing());
    }

    /** For a container whose published port is another's to open. */
    private static final class Nothing extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {}
    }

    private static final class MayEndAtOnce extends StartupCheckStrategy {
        @Override
        public StartupStatus checkStartupState(DockerClient client, String container) {
            return StartupStatus.SUCCESSFUL;
        }
    }

    /** Starts it where another is: the two have one network between them, loopback and all, as in a pod of Kubernetes. */
    Box besides(Box other) {
        setExposedPorts(List.of()); // they are the other's to publish
        return withNetworkMode("container:" + other.getContainerId());
    }

    /** Changes what the engine is told of limits and rights. */
    Box limited(Consumer<HostConfig> change) {
        return withCreateContainerCmdModifier(create -> change.accept(create.getHostConfig()));
    }

    /** The image's health check, each second and from the start. */
    Box checkedEachSecond() {
        return withCreateContainerCmdModifier(create -> create.withHealthcheck(new HealthCheck()
                .withInterval(TimeUnit.SECONDS.toNanos(1))
                .withStartPeriod(TimeUnit.MILLISECONDS.toNanos(1))));
    }

    /** {@code docker run --no-healthcheck}. */
    Box neverChecked() {
        return withCreateContainerCmdModifier(
                create -> create.withHealthcheck(new HealthCheck().withTest(List.of("NONE"))));
    }

    /** Where it is reached from outside. */
    InetSocketAddress address() {
        return new InetSocketAddress(getHost(), getMappedPort(Protocol.DEFAULT_PORT));
    }

    /** Waits until it has printed a line that matches, on standard output or error. */
    void awaitLine(String pattern) throws TimeoutException {
        WaitingConsumer lines = new WaitingConsumer();
        followOutput(lines); // from the first on
        lines.waitUntil(line -> line.getUtf8StringWithoutLineEnding().matches(pattern));
    }

    /** Waits for the end of what runs in it; gives back its exit code. */
    int awaitExitCode() {
        return dockerClient.waitContainerCmd(getContainerId()).start().awaitStatusCode();
    }

    /** Tells it to end, as {@code docker stop} does; gives back its exit code. */
    int stopAndAwait() {
        dockerClient.stopContainerCmd(getContainerId()).withTimeout(30).exec();
        return awaitExitCode();
    }

    /** Ends it at once; gives back its exit code. */
    int killAndAwait() {
        dockerClient.killContainerCmd(getContainerId()).exec();
        return awaitExitCode();
    }
}
