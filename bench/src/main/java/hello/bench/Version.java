package hello.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which version this is, and of which commit. */
public final class Version implements IVersionProvider {
    private static final String UNKNOWN = "unknown";

    /** For Picocli. */
    public Version() {}

    @Override
    public String[] getVersion() {
        return new String[]{
            "hello " + program() + " (commit " + commit() + ")",
            "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
        };
    }

    /**
     * The program's version.
     *
     * @return from the jar's manifest; {@code unknown} when it runs from classes
     */
    public static String program() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? UNKNOWN : version;
    }

    /**
     * The commit that this was built from.
     *
     * @return its short name, with {@code -dirty} behind it when there were changes; {@code unknown} without a repository
     */
    public static String commit() {
        try (InputStream in = Version.class.getResourceAsStream("git.properties")) {
            Properties git = new Properties();
            if (in != null) {
                git.load(in);
            }
            String id = git.getProperty("git.commit.id.abbrev", "");
            return id.isEmpty() ? UNKNOWN : id + (Boolean.parseBoolean(git.getProperty("git.dirty")) ? "-dirty" : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
