package hello.bench.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParseException;
import hello.bench.Hello;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What is in {@code bench/deploy}, as far as it can be checked without a cluster: each manifest against the schemas that
 * Kubernetes publishes (the official client is generated from them; it knows every field, its type, and which are required),
 * each command against this program's own command line, and what must agree between them.
 */
class ManifestsTest {
    private static final Path FOLDER = Path.of("deploy");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<String, Class<?>> KINDS = Map.of("apps/v1 Deployment", V1Deployment.class, "v1 Service",
            V1Service.class, "batch/v1 Job", V1Job.class);

    private static List<JsonNode> documents(String file) throws Exception {
        return parse(Files.readString(FOLDER.resolve(file)));
    }

    private static List<JsonNode> parse(String yaml) {
        try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return all.readAll();
        }
    }

    private static void validate(JsonNode manifest) {
        String kind = manifest.path("apiVersion").asString() + " " + manifest.path("kind").asString();
        assertThat(KINDS).as("what the test knows").containsKey(kind);
        Object read = JSON.deserialize(manifest.toString(), KINDS.get(kind));
        requireKept(kind, manifest, YAML.readTree(JSON.serialize(read)));
    }

    /** The client takes "3" for 3, and any word that is not true for false; what it writes again is what it took. */
    private static void requireKept(String path, JsonNode written, JsonNode read) {
        if (written.isContainer() ? written.getNodeType() != read.getNodeType() : !written.equals(read)) {
            throw new IllegalArgumentException(path + " is not of the right type: " + written);
        }
        written.properties().forEach(field -> requireKept(path + "." + field.getKey(), field.getValue(),
                read.path(field.getKey())));
        for (int i = 0; written.isArray() && i < written.size(); i++) {
            requireKept(path + "[" + i + "]", written.get(i), read.path(i));
        }
    }

    @ParameterizedTest
    @CsvSource({"kubernetes/server.yaml, 2", "kubernetes/load.yaml, 1"})
    void everyManifestIsAsThePublishedSchemasHaveIt(String file, int many) throws Exception {
        assertThat(documents(file)).hasSize(many).allSatisfy(ManifestsTest::validate);
    }

    /** The test above is worth something only if it fails where there is a mistake. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "kubernetes/server.yaml | replicas: 1                | replicas: one",
        "kubernetes/server.yaml | replicas: 1                | replica: 1",
        "kubernetes/server.yaml | - name: hello              | - name: [hello]",
        "kubernetes/server.yaml | containerPort: 5001        | containerport: 5001",
        "kubernetes/server.yaml | runAsNonRoot: true         | runAsNonRoot: perhaps",
        "kubernetes/server.yaml | selector:                  | selectors:",
        "kubernetes/load.yaml   | completionMode: Indexed    | completionmode: Indexed",
        "kubernetes/load.yaml   | parallelism: 3             | parallelism: three",
        "kubernetes/load.yaml   | parallelism: 3             | parallelism: '3'",
        "kubernetes/load.yaml   | template:                  | templates:",
        "kubernetes/load.yaml   | maxSkew: 1                 | maxskew: 1",
        "kubernetes/load.yaml   | key: start-at              | keys: start-at",
    })
    void aMistakeIsFound(String file, String right, String wrong) throws Exception {
        String text = Files.readString(FOLDER.resolve(file));
        assertThat(text).contains(right);
        JsonNode broken = parse(text.replaceFirst("\\Q" + right + "\\E", wrong)).getFirst();
        assertThatThrownBy(() -> validate(broken))
                .isInstanceOfAny(IllegalArgumentException.class, JsonParseException.class, NumberFormatException.class);
    }

    @Test
    void theServiceFindsThePodsAndTheGeneratorsFindTheService() throws Exception {
        JsonNode deployment = documents("kubernetes/server.yaml").getFirst();
        JsonNode service = documents("kubernetes/server.yaml").getLast();
        JsonNode pod = deployment.at("/spec/template");
        assertThat(service.at("/spec/selector")).isEqualTo(pod.at("/metadata/labels"))
                .isEqualTo(deployment.at("/spec/selector/matchLabels"));
        JsonNode container = pod.at("/spec/containers/0");
        assertThat(service.at("/spec/ports/0/targetPort")).isEqualTo(container.at("/ports/0/name"));
        JsonNode load = documents("kubernetes/load.yaml").getFirst();
        assertThat(words(load.at("/spec/template/spec/containers/0/args"))).contains(
                service.at("/metadata/name").asString() + ":" + service.at("/spec/ports/0/port").asInt());
        assertThat(load.at("/spec/completions")).isEqualTo(load.at("/spec/parallelism"));
    }

    /** Each command, with what stands for a value filled in, is one that this program understands. */
    @Test
    void theCommandsAreOnesThatThisProgramUnderstands() throws Exception {
        for (String file : List.of("kubernetes/server.yaml", "kubernetes/load.yaml")) {
            JsonNode container = documents(file).getFirst().at("/spec/template/spec/containers/0");
            assertThat(words(container.get("command"))).containsExactly("hello");
            expectUnderstood(words(container.get("args")));
        }
        JsonNode compose = documents("compose.yaml").getFirst().get("services");
        List<String> serve = new ArrayList<>(List.of("serve", "--host", "0.0.0.0")); // the image's entry point
        serve.addAll(words(compose.at("/server/command")));
        expectUnderstood(serve);
        expectUnderstood(words(compose.at("/generator/command")));
    }

    private static void expectUnderstood(List<String> words) {
        String[] filledIn = words.stream()
                .map(word -> word.replaceAll("\\$\\{\\w+:-(.*?)}", "$1").replaceAll("\\$[{(]START_AT.*", "14:30"))
                .toArray(String[]::new);
        assertThatCode(() -> Hello.commandLine().parseArgs(filledIn)).as(String.join(" ", filledIn))
                .doesNotThrowAnyException();
    }

    private static List<String> words(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
    }
}
