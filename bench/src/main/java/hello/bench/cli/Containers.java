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
     * Goes on if there is an engine, and an image of this project.
     *
     * @return what is in it, for the record
     * @throws UserError if one of them is not there
     */
    static String requireModels(String image) throws UserError {
        require(image, "docker build -t hello . makes it, --isolate-image names another");
        return Engine.describe(image).orElseThrow(() -> new UserError(ExitCode.USAGE, "the image '" + image
                + "' does not hold this program: docker build -t hello . makes one that does"));
    }

    /**
     * The command of a foreign image.
     *
     * @param image as the user wrote it, with its arguments
     * @param limits what it may use
     * @throws UserError if the words are wrong, on any machine; then if there is no engine here, or no such image
     */
    static List<String> command(String image, Limits limits) throws UserError {
        List<String> words = CommandWords.splitOptions(image);
        if (words.isEmpty()) {
            throw new UserError(ExitCode.USAGE, "--image does not say which image");
        }
        if (words.size() > 1) {
            CommandWords.split(image); // who has arguments says where the port goes
        }
        require(words.getFirst(), "build it (docker build -t " + words.getFirst() + " .) or pull it first");
        return DockerRun.image(limits, words);
    }

    private static void require(String image, String whatToDo) throws UserError {
        refuse(Engine.objection());
        refuse(Engine.objection(image, whatToDo));
    }

    private static void refuse(Optional<String> objection) throws UserError {
        if (objection.isPresent()) {
            throw new UserError(ExitCode.USAGE, objection.get());
        }
    }
}
