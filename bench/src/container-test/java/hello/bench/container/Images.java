package hello.bench.container;

import java.nio.file.Path;
import java.util.concurrent.Future;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * The images under test, each built when it is first asked for. They are kept, for the next run then builds only what has
 * changed: {@code docker rmi $(docker images --quiet 'hello-*under-test')} frees the space.
 */
public final class Images {
    static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    /** The image that users build, from the working tree. */
    public static final Future<String> HELLO = new ImageFromDockerfile("hello-under-test", false)
            .withDockerfile(PROJECT.resolve("Dockerfile"));

    /** The chapter's server, in Python. */
    static final Future<String> CHAPTER = chapter("hello-chapter-under-test", "chapter.Dockerfile");

    /** The same as {@code hello compare --image} takes it: on the host's network, with the port as its argument. */
    public static final Future<String> CHAPTER_ON_HOST = chapter("hello-chapter-on-host-under-test",
            "chapter-on-host.Dockerfile");

    private Images() {}

    private static Future<String> chapter(String name, String dockerfile) {
        return new ImageFromDockerfile(name, false)
                .withFileFromClasspath("Dockerfile", dockerfile)
                .withFileFromPath("chapter_server.py", PROJECT.resolve("docs/python/chapter_server.py"));
    }
}
