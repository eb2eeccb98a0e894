package hello.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

/** Programs that a user's machine may lack. A test that needs one is skipped there, and says so; in CI it fails. */
public final class Tools {
    private Tools() {}

    /** Goes on if the command works here. */
    public static void require(String... command) throws InterruptedException {
        require(works(command), "there is no " + command[0] + " here");
    }

    /** Goes on if it works here, whatever it is. */
    public static void require(boolean works, String why) {
        if ("true".equals(System.getenv("CI"))) {
            assertThat(works).as(why).isTrue();
        }
        if (!works) {
            System.out.println("Skipped: " + why); // JUnit knows, and Maven does not tell
        }
        assumeTrue(works, why);
    }

    /** Whether a command works here. */
    static boolean works(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
