package hello.bench.cli;

import static hello.bench.Cli.hello;
import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Cli;
import hello.bench.Hello;
import hello.bench.Model;
import hello.bench.Models;
import hello.bench.compare.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;

/** What the command line tells about itself. */
class InformationTest {
    @Test
    void listHasALineForEachModelInTheOrderOfTheKeys() {
        Cli list = hello("list");
        assertThat(list.exitCode()).isZero();
        assertThat(list.err()).isEmpty();
        assertThat(list.out().lines()).zipSatisfy(Models.all(), (line, model) -> assertThat(line)
                .matches("[1-6]  " + model.name() + " +.*")
                .endsWith(model.sentence()));
    }

    @Test
    void listAsJsonHasTheSame() {
        List<Map<String, Object>> models = Json.MAPPER.readValue(hello("list", "--format", "json").out(),
                new TypeReference<>() {
                });
        assertThat(models).extracting(model -> model.get("name"))
                .containsExactlyElementsOf(Models.all().stream().map(Model::name).toList());
        assertThat(models).extracting(model -> model.get("number")).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void eachScenarioSaysWhatItTeaches() {
        String out = hello("list", "--scenarios").out();
        for (Scenario scenario : Scenario.values()) {
            assertThat(out).contains(scenario.title() + ": " + scenario.load());
            assertThat(out.replaceAll("\\s+", " ")).contains(scenario.teaches());
        }
        assertThat(out.lines()).allMatch(line -> line.length() <= 100);
        assertThat(hello("list", "--scenarios", "--format", "json").out()).contains("\"name\" : \"idle-crowd\"");
    }

    @Test
    void versionNamesTheProgramAndTheJdk() {
        Cli version = hello("--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).startsWith("hello ").contains("Java " + Runtime.version());
    }

    @Test
    void helpNamesTheCommandsAndTheExitCodes() {
        Cli help = hello("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("list", "serve", "check", "load", "compare", "3 could not be decided");
    }

    static Set<String> commands() {
        return Hello.commandLine().getSubcommands().keySet();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandHasHelp(String command) {
        Cli help = hello(command, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).contains("Usage: hello " + command, "--verbose");
        assertThat(help.out().lines()).as("fits into a terminal").allMatch(line -> line.length() <= 80);
    }

    @Test
    void theCompletionScriptCompletesCommandsAndModels() {
        Cli script = hello("generate-completion");
        assertThat(script.exitCode()).isZero();
        assertThat(script.out()).startsWith("#!/usr/bin/env bash").contains("complete -F", "compare", "nio-loop");
    }
}
