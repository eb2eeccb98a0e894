package hello.bench.compare;

import hello.bench.docker.Limits;

/**
 * How servers that run in containers are kept apart from this machine.
 *
 * @param image of the models; {@code null} if these run without a container, and only foreign images in one
 * @param contents of that image: its id, and its Java
 * @param limits what each container may use
 */
public record Isolation(String image, String contents, Limits limits) {
    /**
     * The same for people.
     *
     * @return a clause
     */
    public String inWords() {
        return image == null
                ? "each foreign image in a container with " + limits.inWords()
                : "each server in a container with " + limits.inWords() + "; models from the image " + image + " ("
                        + contents + ")";
    }
}
