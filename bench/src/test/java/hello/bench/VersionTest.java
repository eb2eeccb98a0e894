package hello.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void theCommitIsKnownWhereThereIsARepository() {
        assertThat(Version.commit()).matches("[0-9a-f]{7,40}(-dirty)?|unknown");
    }

    @Test
    void runFromClassesItSaysThatItsVersionIsUnknown() {
        // It stands in the jar's manifest alone; what the jar says is in LauncherIT.
        assertThat(Version.program()).isEqualTo("unknown");
    }

    @Test
    void versionNamesCommitAndJdkToo() {
        assertThat(new Version().getVersion()).hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("hello ").contains("(commit " + Version.commit() + ")"))
                .anySatisfy(line -> assertThat(line).contains(Runtime.version().toString()));
    }
}
