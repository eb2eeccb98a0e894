package hello.bench.cli;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How this program writes and reads JSON: indented, without what is not known. */
public final class Json {
    /** The one mapper; safe for use by any thread. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
            .build();

    private Json() {}
}
