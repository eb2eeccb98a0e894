package hello.bench.trace;

import java.util.List;

/**
 * A file of the source that ran, as it was when the program was built.
 *
 * @param path from the top of the project: {@code blocking/src/main/java/hello/blocking/BlockingServer.java}
 * @param lines its lines, without line ends
 */
public record SourceFile(String path, List<String> lines) {
    /**
     * Its name.
     *
     * @return {@code BlockingServer.java}
     */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
