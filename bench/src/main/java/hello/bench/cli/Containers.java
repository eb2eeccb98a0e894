package hello.bench.cli;

import hello.bench.docker.DockerRun;
import hello.bench.docker.Engine;
import hello.bench.docker.Limits;
import java.util.List;
import java.util.Optional;

/** What the user asks to run in containers, if that can be done here. */
final class Containers {
    private Containers() {}

    /**
     * Goes on if there is an image of this project, and an engine to measure it with.
     *
     * @return what is in it, for the record
     * @throws UserError if there is none
     */
    static String requireModels(String image) throws UserError {
        refuse(Engine.objection());
        refuse(Engine.objection(image, "docker build -t hello . makes it, --isolate-image names another"));
        return Engine.describe(image).orElseThrow(() -> new UserError(ExitCode.USAGE, "the image '" + image
                + "' does not hold this program: docker build -t hello . makes one that does"));
    }

    /**
     * The command of a foreign image.
     *
     * @param image as the user wrote it, with its arguments
     * @param limits what it may use
     * @throws UserError if what is wrong is in the words, wherever they are written; then if there is no engine, or no such image
     */
    static List<String> command(String image, Limits limits) throws UserError {
        List<String> words = CommandWords.splitOptions(image);
        if (words.isEmpty()) {
            throw new UserError(ExitCode.USAGE, "--image does not say which image");
        }
        if (words.size() > 1) {
            CommandWords.split(image); // who has arguments says where the port goes
        }
        refuse(Engine.objection());
        refuse(Engine.objection(words.getFirst(), "build it (docker build -t " + words.getFirst()
                + " .) or pull it first"));
        return DockerRun.image(limits, words);
    }

    private static void refuse(Optional<String> objection) throws UserError {
        if (objection.isPresent()) {
            throw new UserError(ExitCode.USAGE, objection.get());
        }
    }
}
