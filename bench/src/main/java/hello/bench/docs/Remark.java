package hello.bench.docs;

/**
 * Something to be said about a place in the course.
 *
 * @param file the path from the project's folder, with slashes
 * @param line from 1; 0 if it is about the whole file
 * @param text one line: what is so and, if it is wrong, what to do
 */
public record Remark(String file, int line, String text) {
    @Override
    public String toString() {
        return (line == 0 ? file : file + ":" + line) + ": " + text;
    }
}
