package hello.bench.container;

import hello.bench.Tools;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * For a class of tests that need a container engine and the image. Where there is no engine they are skipped. The image is
 * built before the first of them, which on a new machine takes minutes: no test has to have the patience for that.
 */
public final class WithImage implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Tools.require(DockerClientFactory.instance().isDockerAvailable(), "there is no container engine here");
        Images.HELLO.get();
    }
}
